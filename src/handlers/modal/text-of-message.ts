/** Where a message keeps what people read in it (Slack: blocks, attachments, rich text). */
const READ: ReadonlySet<string> = new Set([
  'text',
  'title',
  'fallback',
  'pretext',
  'value',
  'alt_text',
  'url',
]);

/** As much as is looked at: a message's blocks hold some 13,000 characters. */
const TEXT_MAX = 30_000;
const DEPTH_MAX = 20;

/** The words of a message, with those of its blocks and attachments, whatever they are. */
export function textOfMessage(message: unknown): string {
  const texts: string[] = [];
  const walk = (value: unknown, key: string, depth: number): void => {
    if (typeof value === 'string') {
      if (READ.has(key)) texts.push(value);
    } else if (typeof value === 'object' && value !== null && depth < DEPTH_MAX) {
      for (const [name, inner] of Object.entries(value))
        walk(inner, Array.isArray(value) ? key : name, depth + 1);
    }
  };
  walk(message, '', 0);
  return texts.join('\n').slice(0, TEXT_MAX);
}
