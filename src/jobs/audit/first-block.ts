import { H0, K } from './sha256-constants.ts';

const number = (digits: string): number => Number.parseInt(digits, 16);
const ROUNDS = Int32Array.from(K, number);
const FIRST = Int32Array.from(H0, number);
const W = new Int32Array(64);

const turned = (x: number, by: number): number => (x >>> by) | (x << (32 - by));
const at = (words: Int32Array, i: number): number => words[i] ?? 0;

/**
 * The value of SHA-256 after the first 64 bytes (FIPS 180-4, 6.2.2), as 64 hexadecimal digits: from there Redis goes on
 * alone. No library hands that out, nor does Node.
 */
export function afterFirstBlock(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 64);
  for (let i = 0; i < 16; i += 1) W[i] = view.getInt32(4 * i);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [at(W, i - 15), at(W, i - 2)];
    const one = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
    const two = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    W[i] = at(W, i - 16) + one + at(W, i - 7) + two;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = FIRST;
  for (let i = 0; i < 64; i += 1) {
    const chosen = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + chosen + (g ^ (e & (f ^ g))) + at(ROUNDS, i) + at(W, i)) | 0;
    const most = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = most + ((a & b) ^ (a & c) ^ (b & c));
    // One by one: a list of eight for each of 64 rounds would be garbage for every entry.
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return [a, b, c, d, e, f, g, h]
    .map((value, i) => ((value + at(FIRST, i)) >>> 0).toString(16).padStart(8, '0'))
    .join('');
}
