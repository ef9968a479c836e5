/** Names, keys and phrases are short, and come again with every run. */
const LONGEST = 200;
/** Of a generation. With the longest of them all, two generations are about three megabytes. */
const MOST = 8_000;
/** So many of those that came once are known by their hash alone. A power of two. */
const SEEN = 8_192;

/**
 * The same redaction, with a memory of short texts that hold no secret, because most of what passes has passed before.
 * A text that holds one is never kept. One that came once, as an id does, isn't kept either: it would only grow old. What
 * has come again since the last generation began stays.
 */
export function rememberClean(redact: (text: string) => string): (text: string) => string {
  let before = new Set<string>();
  let clean = new Set<string>();
  const seen = new Int32Array(SEEN);
  const keep = (text: string): void => {
    if (clean.size >= MOST) {
      before = clean;
      clean = new Set();
    }
    clean.add(text);
  };
  const cameBefore = (text: string): boolean => {
    const hash = hashOf(text);
    const at = hash & (SEEN - 1);
    const came = seen[at] === hash;
    seen[at] = hash;
    return came;
  };
  return (text) => {
    if (text.length > LONGEST) return redact(text);
    if (clean.has(text)) return text;
    if (before.has(text)) {
      keep(text);
      return text;
    }
    const after = redact(text);
    if (after === text && cameBefore(text)) keep(text);
    return after;
  };
}

/** FNV-1a of the code units, 32 bits. Two texts of one hash only bring a text into the memory that came once. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
