/** What stands in a secret's place. */
export const MASK = '[secret]';

/** A part of a text that holds a secret: from `start`, before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds the secrets of one kind. Takes time linear in the text's length, whatever the text is. */
export type Finder = (text: string) => readonly Span[];

/** The masks that a text has already: they stay whole when a secret is found around or beside one. */
export const findMasks: Finder = (text) => {
  const spans: Span[] = [];
  for (let at = text.indexOf(MASK); at >= 0; at = text.indexOf(MASK, at + MASK.length)) {
    spans.push({ start: at, end: at + MASK.length });
  }
  return spans;
};

/** The text with one mask in place of each group of spans that overlap or touch. */
export function masked(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let kept = 0;
  let group: Span | undefined;
  const close = (): void => {
    if (!group) return;
    parts.push(text.slice(kept, group.start), MASK);
    kept = group.end;
  };
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end <= span.start) continue;
    if (group && span.start <= group.end) {
      group = { start: group.start, end: Math.max(group.end, span.end) };
    } else {
      close();
      group = span;
    }
  }
  close();
  return parts.join('') + text.slice(kept);
}

/**
 * Where a text seems to have been cut: its end, before blanks and an ellipsis. What stands there may be the beginning
 * of a secret, too short to be known by its whole shape.
 */
export function cutOf(text: string): number {
  const bare = text.trimEnd();
  if (bare.endsWith('…')) return bare.length - 1;
  return bare.endsWith('...') ? bare.length - 3 : bare.length;
}
