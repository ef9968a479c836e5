import { blockAt, quotedEnd, unquotedEnd } from './pair-value.ts';
import { isAddress, isPlainValue, isSensitiveKey, mayHoldKeys } from './sensitive-key.ts';
import type { Finder, Span } from './span.ts';

/** One class, as often as it goes: every character belongs to one run, so the keys are read in one pass. */
const KEY_RUN = /[A-Za-z0-9_.-]+/g;

/** "API key: …": the word before `key`. */
const KEY_OF = /(?:api|access|secret|private|signing|encryption)[ \t]$/i;
/** `…:secretsmanager:REGION:ACCOUNT:secret:NAME` is a name. */
const IN_ARN = /arn:aws[a-z-]{0,10}:secretsmanager:[a-z0-9-]{0,30}:\d{0,12}:$/;
const LONGEST_BEFORE = 80;
/** `https://token.example.com:443` is an address. */
const PORT = /^:\d/;

/** What may stand between a key and its value, tried in this order at the key's end. */
const BETWEEN = {
  /** `"k": "v"`, `\"k\":\"v\"`, `['k'] = v`; the value may stand on the next line. */
  quoted: /\\*["'`]\]?[*~]{0,2}\s{0,8}(?:=>|:=|==?|:)\s{0,40}/y,
  /** `k=v`, `k: v`, `*k:* v`. */
  plain: /[*~]{0,2}[ \t]{0,8}(?:=>|:=|==?|:)[*~]{0,2}[ \t]{0,8}/y,
  /** The same inside another query's value. */
  encoded: /(?:%22)?%3[ad]/iy,
  /** `{"name": "K", "value": "v"}`, as ECS and Kubernetes write the environment. */
  named: /\\*["']\s{0,40},\s{0,40}\\*["']value\\*["']\s{0,8}:\s{0,8}/iy,
  /** `<K>v</K>`. */
  element: />\s{0,40}/y,
  /** `--k v`. */
  option: /[ \t]{1,8}(?!-)/y,
};

/** `Bearer`, `Basic` and the like before a value: kept, the value is what follows. */
const SCHEME = /(?:bearer|basic|digest|token|negotiate|apikey)[ \t]{1,8}(?=[^\s"'`])/iy;
const OPENING = /(?:\[\s{0,8})?(\\*)(["'`])/y;
const ENCODED_QUOTE = /%22/iy;

/** Where a sticky expression ends when it matches at a place. */
function after(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}

function isKey(text: string, key: string, start: number): boolean {
  const before = () => text.slice(Math.max(0, start - LONGEST_BEFORE), start);
  if (key.toLowerCase() === 'key') return KEY_OF.test(before());
  if (!isSensitiveKey(key) || (text[start - 1] === ':' && IN_ARN.test(before()))) return false;
  const isHost =
    /[/@]/.test(text.charAt(start - 1)) && PORT.test(text.slice(start + key.length, start + key.length + 2));
  return !isHost;
}

/** Where the value of a key begins, if a value follows. */
function valueStart(text: string, key: string, start: number): number | undefined {
  const end = start + key.length;
  return (
    after(BETWEEN.quoted, text, end) ??
    after(BETWEEN.plain, text, end) ??
    after(BETWEEN.encoded, text, end) ??
    after(BETWEEN.named, text, end) ??
    (text[start - 1] === '<' ? after(BETWEEN.element, text, end) : undefined) ??
    (key.includes('--') ? after(BETWEEN.option, text, end) : undefined)
  );
}

/** The value that begins there, without its quotes. */
function valueAt(text: string, at: number, key: string): Span {
  const block = blockAt(text, at);
  if (block) return block;
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text);
  if (opening) {
    const start = OPENING.lastIndex;
    return { start, end: quotedEnd(text, start, opening[2] ?? '', opening[1]?.length ?? 0) };
  }
  const encoded = after(ENCODED_QUOTE, text, at);
  const start = encoded ?? after(SCHEME, text, at) ?? at;
  return { start, end: unquotedEnd(text, start, /cookie$/i.test(key) ? 'line' : 'word') };
}

/** A list or a map follows: what it holds is read on its own. */
const isStructure = (text: string, { start }: Span): boolean =>
  /[{[]/.test(text.charAt(start)) && /[:\s]/.test(text.charAt(start - 1));

/** Where a key begins that a value without blanks ran into: `a=$ONE/password: v`, `a=1,--password v`. */
function swallowedKey(text: string, { start, end }: Span): number | undefined {
  let to = end;
  while (to > start && /[:=*~]/.test(text.charAt(to - 1))) to -= 1;
  let from = to;
  while (from > start && to - from < LONGEST_BEFORE && /[A-Za-z0-9_.-]/.test(text.charAt(from - 1)))
    from -= 1;
  return isSensitiveKey(text.slice(from, to)) ? from : undefined;
}

/** Finds the values that stand beside a telling key. Keys, quotes and separators stay. */
export const findPairs: Finder = (text) => {
  if (!mayHoldKeys(text)) return [];
  const spans: Span[] = [];
  const keys = new RegExp(KEY_RUN);
  for (let found = keys.exec(text); found; found = keys.exec(text)) {
    const key = found[0];
    if (!isKey(text, key, found.index)) continue;
    const at = valueStart(text, key, found.index);
    if (at === undefined) continue;
    if (isAddress(text.slice(at, at + 24).replace(/^\\*["'`]/, ''))) continue;
    const span = valueAt(text, at, key);
    const value = text.slice(span.start, span.end);
    const isDirectory = /^pwd$/i.test(key) && value.startsWith('/');
    if (isPlainValue(value) || isDirectory || isStructure(text, span)) continue;
    spans.push(span);
    // A value isn't read again as keys: that keeps the whole linear. Only its last word is, when it is a key itself.
    keys.lastIndex = Math.max(keys.lastIndex, swallowedKey(text, span) ?? span.end);
  }
  return spans;
};
