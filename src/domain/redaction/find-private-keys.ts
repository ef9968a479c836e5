import type { Finder, Span } from './span.ts';

/** RFC 7468; OpenSSL's and PGP's labels too. The blanks may be percent-encoded. */
const EDGE = /-----(BEGIN|END)[ +%][A-Z0-9 +%]{0,40}PRIVATE(?: |\+|%20)KEY(?:(?: |\+|%20)BLOCK)?(?:-----)?/g;

/** What a block without its other end may be made of: base64, headers, and line ends, also escaped. No quotes. */
const isBody = (char: string): boolean => /[A-Za-z0-9+/=\s\\%:,_-]/.test(char);

const DASHES = '-----';

/** The end of a block that begins before `from`: its END line, or as far as it looks like a key. */
function endOf(text: string, from: number): number {
  const next = text.indexOf(DASHES, from);
  const limit = next < 0 ? text.length : next;
  const isWhole = text.startsWith('-----END', limit) && !/["'`<>]/.test(text.slice(from, limit));
  if (isWhole) return limit;
  let end = from;
  while (end < limit && isBody(text.charAt(end))) end += 1;
  // A backslash at the end may belong to the quote that follows.
  while (end > from && end < text.length && text[end - 1] === '\\') end -= 1;
  return end;
}

/** The beginning of a block that ends at `to`. */
function startOf(text: string, to: number, floor: number): number {
  let start = to;
  while (start > floor && isBody(text.charAt(start - 1)) && !text.startsWith(DASHES, start - 1)) start -= 1;
  return start;
}

/**
 * Private keys in PEM, with line ends or with `\n` in their place, whole or cut at either end. Each character is
 * looked at a constant number of times: a block never reaches over the next line of dashes.
 */
export const findPrivateKeys: Finder = (text) => {
  if (!text.includes(DASHES)) return [];
  const spans: Span[] = [];
  for (const { 0: line, 1: edge, index } of text.matchAll(EDGE)) {
    const last = spans.at(-1);
    const lineEnd = index + line.length;
    if (edge === 'BEGIN') {
      spans.push({ start: index, end: endOf(text, lineEnd) });
    } else if (last?.end === index) {
      spans[spans.length - 1] = { start: last.start, end: lineEnd };
    } else {
      spans.push({ start: startOf(text, index, last?.end ?? 0), end: lineEnd });
    }
  }
  return spans;
};
