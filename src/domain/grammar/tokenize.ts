/** What a line of words is cut into. `flag` is without its dashes. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'flag'; readonly text: string };

/** The tokens, or which quote was never closed. */
export type Tokens =
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  | { readonly kind: 'open-quote'; readonly quote: string };

const QUOTES: Readonly<Record<string, string>> = { '“': '"', '”': '"', '„': '"', '‘': "'", '’': "'" };

/** What phones make of typed quotes and dashes, undone; and Slack's three escapes (Slack: "Formatting text"). */
function plain(text: string): string {
  return text
    .replace(/[“”„‘’]/g, (quote) => QUOTES[quote] ?? quote)
    .replace(/(^|\s)[—–](?=[a-z])/g, '$1--')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/**
 * Cuts what a person typed into words and flags. Single or double quotes at the start of a word keep its spaces;
 * an apostrophe inside a word is a letter. `--flag=value` is a flag and a word.
 */
export function tokenize(typed: string): Tokens {
  const text = plain(typed);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = /^\s+/.exec(text.slice(at));
    if (space) {
      at += space[0].length;
      continue;
    }
    const flag = /^--([A-Za-z][A-Za-z0-9-]*)(=|(?=\s|$))/.exec(text.slice(at));
    if (flag) {
      tokens.push({ kind: 'flag', text: (flag[1] ?? '').toLowerCase() });
      at += flag[0].length;
      continue;
    }
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const end = text.indexOf(quote, at + 1);
      if (end < 0) return { kind: 'open-quote', quote };
      tokens.push({ kind: 'word', text: text.slice(at + 1, end) });
      at = end + 1;
      continue;
    }
    const word = /^\S+/.exec(text.slice(at))?.[0] ?? '';
    tokens.push({ kind: 'word', text: word });
    at += word.length;
  }
  return { kind: 'tokens', tokens };
}
