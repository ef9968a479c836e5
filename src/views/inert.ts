/** Line breaks and other control characters. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/**
 * What nobody sees and what turns the reading direction: zero-width characters, bidi overrides and isolates, tags
 * (Unicode: Default_Ignorable_Code_Point), and the marks of annotations.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]+/gu;

/** Outside text on one line of visible characters, single spaces between them: for what Slack shows as it is. */
export const visible = (text: string): string =>
  text.toWellFormed().replace(CONTROL, ' ').replace(INVISIBLE, '').replace(/ {2,}/g, ' ').trim();

/** Outside text of several lines, for a file: its line breaks and its indentation stay. */
export const visibleLines = (text: string): string =>
  text
    .toWellFormed()
    .split(/\r\n|[\n\r\p{Zl}\p{Zp}]/u)
    .map((line) =>
      line
        .replace(/[^\P{Cc}\t]+/gu, ' ')
        .replace(INVISIBLE, '')
        .trimEnd(),
    )
    .join('\n');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Marks that format only at the edge of a word, and what stands for them there. */
const LOOKALIKE: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼' };
/** Such a mark, unless it stands inside a word or alone. */
const MARK = /(?<![\p{L}\p{N}])[*_~](?!\s)|(?<=\S)[*_~](?![\p{L}\p{N}])/gu;
/** The colon before an emoji's name, which is in lower case; clock times, ports and `ecs:UpdateService:` are no emoji. */
const EMOJI = /:(?=(?:[a-z0-9_'+-]*[a-z][a-z0-9_'+-]*|[+-]1|100|1234):)/g;
/** A code span, in which nothing lives; and an ARN, whose colons must stay as they are. */
const SPAN = /(`[^`]+`|\barn:aws[a-z-]*:[^\s`]+)/u;

const unmarked = (text: string): string =>
  text
    .replaceAll('`', "'")
    .replace(MARK, (mark) => LOOKALIKE[mark] ?? mark)
    .replace(EMOJI, '∶');

/**
 * Makes outside text inert in mrkdwn: no mention, link, broadcast, emoji, emphasis or quotation comes to life, and
 * nothing is hidden or turned round. Escapes as Slack asks for (docs.slack.dev, "Formatting message text"); the marks
 * that have no escape become their lookalikes. Code spans stay, and ARNs become some. Links that Slack would find by
 * itself are kept from it by `verbatim` (views/message.ts).
 */
export const inert = (text: string): string =>
  visible(text)
    .split(SPAN)
    .map((part, at) => {
      if (at % 2 === 0) return escaped(unmarked(part));
      return part.startsWith('`') ? escaped(part) : `\`${escaped(part)}\``;
    })
    .join('')
    // A line that begins so is a quotation in Slack.
    .replace(/^&gt;/, '›');

/** Outside text as a code span, for what is to be copied or typed. */
export const code = (text: string): string => `\`${escaped(visible(text).replaceAll('`', "'")) || ' '}\``;

/** Outside texts as a block of code, a line each, cut to a length: a last log line, as it was written. */
export const codeBlock = (lines: readonly string[], most: number): string =>
  `\`\`\`\n${lines.map((line) => escaped(shortVisible(line, most).replaceAll('`', "'")) || ' ').join('\n')}\n\`\`\``;

/** Cuts a text at a word's end to at most `most` characters, `…` included. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text
    .slice(0, Math.max(0, most - 1))
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const word = kept.lastIndexOf(' ');
  return `${(word > most * 0.8 ? kept.slice(0, word) : kept).trimEnd()}…`;
}

/** `visible`, cut to a length. */
export const shortVisible = (text: string, most: number): string => cut(visible(text), most);

/** The same for a button's label, in which Slack would show emoji. */
export const label = (text: string, most: number): string => shortVisible(text, most).replace(EMOJI, '∶');

/** `inert`, cut so that it has at most `most` characters as Slack counts them, escapes included. */
export function short(text: string, most: number): string {
  const whole = visible(text);
  let [said, length] = [inert(whole), most];
  while (said.length > most && length > 0) {
    const kept = cut(whole, length);
    said = inert(kept);
    length = Math.min(length - 1, Math.floor((length * most) / Math.max(said.length, 1)));
  }
  return said.length <= most ? said : '';
}

/** `short` for a name that stands in emphasis, which a code span in it would break. */
export const shortName = (text: string, most: number): string => short(text.replaceAll('`', "'"), most);
