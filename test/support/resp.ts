import type { Socket } from 'node:net';

/** Kinds of value that are one line: simple string, error, number, null, boolean, double, big number. */
const LINES = new Set('+-:_#,(');
/** Kinds that say how many bytes follow. */
const BLOBS = new Set('$!=');
/** Kinds that say how many values follow, and how many values each count stands for. */
const AGGREGATES = new Map([
  ['*', 1],
  ['~', 1],
  ['>', 1],
  ['%', 2],
]);

/**
 * Where the value of Redis's protocol that begins at `from` ends; undefined while its end hasn't arrived.
 * (Redis serialization protocol specification, RESP2 and RESP3.)
 */
function endOfValue(bytes: Buffer, from: number): number | undefined {
  const lineEnd = bytes.indexOf('\r\n', from);
  if (lineEnd < 0) return undefined;
  const kind = String.fromCharCode(bytes[from] ?? 0);
  const afterLine = lineEnd + 2;
  if (LINES.has(kind)) return afterLine;
  const count = Number(bytes.toString('latin1', from + 1, lineEnd));
  if (BLOBS.has(kind)) {
    const end = count < 0 ? afterLine : afterLine + count + 2;
    return end <= bytes.length ? end : undefined;
  }
  const each = AGGREGATES.get(kind);
  if (each === undefined) throw new Error(`Redis's protocol has no value that begins with "${kind}"`);
  let end: number | undefined = afterLine;
  for (let left = count * each; left > 0 && end !== undefined; left--) end = endOfValue(bytes, end);
  return end;
}

/** The values that arrive on a connection, each as its bytes. Ends with the connection. */
export async function* valuesOf(socket: Socket): AsyncGenerator<Buffer, void> {
  const chunks: AsyncIterable<Buffer> = socket;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = endOfValue(rest, from); end !== undefined; end = endOfValue(rest, from)) {
      yield rest.subarray(from, end);
      from = end;
    }
    rest = rest.subarray(from);
  }
}
