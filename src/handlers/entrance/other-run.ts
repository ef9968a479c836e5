import type { Command, ListenerParts } from '../parts.ts';

/** Words that change a run, and its number. */
const CHANGES_RUN = /^(?:cancel|resume|retry|approve|reject|break-glass)\s+#?(\d{1,12})(?:\s|$)/i;

/**
 * Whether a click means another run than the one whose root message (its `ts`) it was on. Where that can't be read the click is only
 * as much as its words: the same store is asked again before anything is changed.
 */
export async function isOfAnotherRun(
  { runs }: Pick<ListenerParts, 'runs'>,
  { channel, text }: Pick<Command, 'channel' | 'text'>,
  root: string | undefined,
): Promise<boolean> {
  const meant = CHANGES_RUN.exec(text)?.[1];
  if (meant === undefined || root === undefined) return false;
  const told = await runs.byThread(channel, root).catch(() => undefined);
  return told !== undefined && told.number !== Number(meant);
}
