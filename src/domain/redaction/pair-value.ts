/** Escapes are counted backwards so far; deeper nesting of JSON in JSON than this doesn't occur. */
const MOST_BACKSLASHES = 255;

function backslashesBefore(text: string, at: number, floor: number): number {
  let count = 0;
  while (at - count > floor && count < MOST_BACKSLASHES && text[at - count - 1] === '\\') count += 1;
  return count;
}

/** The end of the line that holds a place. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/**
 * Where a quoted value ends: at its closing quote, or at the line's end when there is none. The opening quote had
 * `escapes` backslashes before it: 0 in plain text, 1 in a JSON string, 3 in a JSON string inside one. Each level
 * doubles them, so a quote closes when its backslashes, modulo twice (escapes + 1), are as many as the opening's.
 */
export function quotedEnd(text: string, start: number, quote: string, escapes: number): number {
  const end = lineEnd(text, start);
  for (let at = text.indexOf(quote, start); at >= 0 && at < end; at = text.indexOf(quote, at + 1)) {
    // YAML and SQL write a quote inside single quotes twice.
    if (quote === "'" && escapes === 0 && at > start && text[at + 1] === quote) {
      at += 1;
      continue;
    }
    if (backslashesBefore(text, at, start) % (2 * (escapes + 1)) === escapes) return at - escapes;
  }
  return end;
}

/**
 * What a value without quotes is made of. A comma ends it where another pair or a blank follows, a bar where it ends
 * the address of a Slack link (`<https://…|label>`).
 */
const WORD = /(?:[^\s"'`&;<>,%|]|,(?!\s|["']?[\w.-]{1,64}[ ]?[=:])|%(?!2[26])|\|(?![^<>|\n]{0,100}>))+/y;
/** Belongs to the sentence around a value, or to the bracket that it stands in. */
const TRAILING = new Set([',', '.', '\\', '…']);
/** An opening bracket is looked for so far back. */
const LONGEST_BRACKET = 80;
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function trails(text: string, start: number, end: number): boolean {
  const last = text.charAt(end - 1);
  const opening = BRACKETS[last];
  return opening === undefined
    ? TRAILING.has(last)
    : !text.slice(Math.max(start, end - LONGEST_BRACKET), end).includes(opening);
}

/** Where a value without quotes ends: with its word, or with its line. */
export function unquotedEnd(text: string, start: number, extent: 'word' | 'line'): number {
  let end = lineEnd(text, start);
  if (extent === 'word') {
    WORD.lastIndex = start;
    end = WORD.test(text) ? WORD.lastIndex : start;
  } else {
    const quote = text.slice(start, end).search(/["'`]/);
    if (quote >= 0) end = start + quote;
  }
  while (end > start && trails(text, start, end)) end -= 1;
  return end;
}

const BLOCK = /[|>][+-]?[ \t]{0,8}(\n|\\{1,7}n)([ \t]+)/y;
/** A block is followed so far. */
const LONGEST_BLOCK = 4096;

/**
 * A YAML block (`|`, `>`) that begins there: from its first character to the last line that is indented as far. Its
 * line ends may be escaped, as in a JSON string; then it ends with that string at the latest.
 */
export function blockAt(
  text: string,
  at: number,
): { readonly start: number; readonly end: number } | undefined {
  BLOCK.lastIndex = at;
  const [, newline, indent] = BLOCK.exec(text) ?? [];
  if (newline === undefined || indent === undefined) return undefined;
  const start = BLOCK.lastIndex;
  const window = text.slice(start, start + LONGEST_BLOCK);
  const limit = newline === '\n' ? -1 : window.search(/["\n]/);
  const block = limit < 0 ? window : window.slice(0, limit);
  const lines = block.split(newline);
  const after = lines.findIndex((line, i) => i > 0 && !line.startsWith(indent));
  const held = after < 0 ? block : lines.slice(0, after).join(newline);
  return { start, end: start + held.replace(/\\+$/, '').length };
}
