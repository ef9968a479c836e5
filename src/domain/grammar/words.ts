import type { Token } from './tokenize.ts';

/** What needs no quotes: no space, no quote or dash that would begin something else, nothing that Slack escapes. */
const BARE = /^(?![-—–―])[^\s"'“”„‟«»″‘’‚‛‹›′\\\p{Cf}]+$/u;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Tokens as words that a person could have typed: cut again they are the same tokens. */
export function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ kind, text }) => (kind === 'flag' ? `--${text}` : escaped(BARE.test(text) ? text : quoted(text))))
    .join(' ');
}
