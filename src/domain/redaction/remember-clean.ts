/** Names, keys and phrases are short, and come again with every run. */
const LONGEST = 200;
/** Of a generation. With the longest of them all, two generations are about three megabytes. */
const MOST = 8_000;

/**
 * The same redaction, with a memory of short texts that hold no secret, because most of what passes has passed before.
 * A text that holds one is never kept. What has come again since the last generation began stays; what came once, as ids do,
 * is forgotten with its own.
 */
export function rememberClean(redact: (text: string) => string): (text: string) => string {
  let before = new Set<string>();
  let clean = new Set<string>();
  const keep = (text: string): void => {
    if (clean.size >= MOST) {
      before = clean;
      clean = new Set();
    }
    clean.add(text);
  };
  return (text) => {
    if (text.length > LONGEST) return redact(text);
    if (clean.has(text)) return text;
    const after = before.has(text) ? text : redact(text);
    if (after === text) keep(text);
    return after;
  };
}
