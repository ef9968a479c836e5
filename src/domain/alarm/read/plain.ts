import { LENGTHS } from '../report.ts';

/** Line breaks and other control characters. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** What turns the reading direction (Unicode: Bidi_Control). */
const TURNING = /\p{Bidi_Control}+/gu;

/** A text's first so many characters, never half a surrogate pair at the end. */
function start(text: string, most: number): string {
  const kept = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(kept) && kept.length < text.length ? kept.slice(0, -1) : kept;
}

/** Words of ASCII with single spaces between them, as most of what comes is: nothing to be taken out of it. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Outside text on one line without control characters and turns of direction, cut to at most `most` characters with
 * `…` at the end. Only the start of a long text is looked at, so that it costs the same however long it is.
 */
function plain(text: string, most: number): string {
  if (text.length <= most && PLAIN.test(text)) return text;
  const looked = start(text, most * 4);
  const clean = looked
    .toWellFormed()
    .replace(CONTROL, ' ')
    .replace(TURNING, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (clean.length <= most && looked.length === text.length) return clean;
  return `${start(clean, most - 1)}…`;
}

/** A name or another short text from outside, as it may be kept. */
export const plainShort = (text: string): string => plain(text, LENGTHS.short);

/** A reason or a description from outside, as it may be kept. */
export const plainText = (text: string): string => plain(text, LENGTHS.text);
