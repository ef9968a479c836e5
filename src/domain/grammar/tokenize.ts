import { plain } from './plain.ts';

/** What a line of words is cut into. `flag` is without its dashes. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'flag'; readonly text: string };

/** The tokens, or which quote was never closed. */
export type Tokens =
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  | { readonly kind: 'open-quote'; readonly quote: string };

const SPACE = /\s+/y;
const FLAG = /--([A-Za-z][A-Za-z0-9-]*)(=|(?=\s|$))/y;
const WORD = /\S+/y;
/** Between double quotes a backslash takes the next quote or backslash as it is. */
const QUOTED: Readonly<Record<string, RegExp>> = { '"': /"((?:[^"\\]|\\.|\\$)*)"/sy, "'": /'([^']*)'/sy };

/**
 * Cuts what a person typed into words and flags. Single or double quotes at the start of a word keep its spaces;
 * an apostrophe inside a word is a letter. `--flag=value` is a flag and a word. Takes time linear in the length.
 */
export function tokenize(typed: string): Tokens {
  const text = plain(typed);
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };
  while (at < text.length) {
    if (take(SPACE)) continue;
    const flag = take(FLAG);
    if (flag) {
      tokens.push({ kind: 'flag', text: (flag[1] ?? '').toLowerCase() });
      continue;
    }
    const quote = text[at] ?? '';
    const quoted = QUOTED[quote];
    if (!quoted) {
      tokens.push({ kind: 'word', text: take(WORD)?.[0] ?? '' });
      continue;
    }
    const inside = take(quoted)?.[1];
    if (inside === undefined) return { kind: 'open-quote', quote };
    tokens.push({ kind: 'word', text: quote === '"' ? inside.replace(/\\(["\\])/g, '$1') : inside });
  }
  return { kind: 'tokens', tokens };
}
