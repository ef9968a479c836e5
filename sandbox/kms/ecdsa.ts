import { type KeyObject, randomBytes } from 'node:crypto';

/**
 * ECDSA on P-256 over a digest that is given (FIPS 186-5, 6.4), which node:crypto doesn't do: it always hashes itself.
 * For a sandbox: it takes no care of how long it takes.
 */
export function signDigest(privateKey: KeyObject, digest: Uint8Array): Buffer {
  const d = number(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'));
  for (;;) {
    const k = number(randomBytes(32));
    if (k === 0n || k >= N) continue;
    const r = modulo(times(k, G).x, N);
    const s = modulo(inverse(k, N) * (number(digest) + r * d), N);
    if (r !== 0n && s !== 0n) return sequence(integer(r), integer(s));
  }
}

interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

// SP 800-186, 3.2.1.3.
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const G: Point = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};

const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const modulo = (a: bigint, m: bigint): bigint => ((a % m) + m) % m;

/** By Euclid's algorithm. */
function inverse(a: bigint, m: bigint): bigint {
  let [low, high, x, y] = [modulo(a, m), m, 1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high, x, y] = [high - quotient * low, low, y - quotient * x, x];
  }
  return modulo(x, m);
}

/** The sum of two points; undefined is the point at infinity. */
function plus(a: Point | undefined, b: Point | undefined): Point | undefined {
  if (!a || !b) return a ?? b;
  if (a.x === b.x && a.y !== b.y) return undefined;
  const slope =
    a.x === b.x ? (3n * a.x * a.x - 3n) * inverse(2n * a.y, P) : (b.y - a.y) * inverse(b.x - a.x, P);
  const x = modulo(slope * slope - a.x - b.x, P);
  return { x, y: modulo(slope * (a.x - x) - a.y, P) };
}

function times(k: bigint, point: Point): Point {
  let sum: Point | undefined;
  let power: Point | undefined = point;
  for (let rest = k; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = plus(sum, power);
    power = plus(power, power);
  }
  if (!sum) throw new Error('the point at infinity');
  return sum;
}

/** DER, as ANSI X9.62 and RFC 3279, 2.2.3 have it. */
function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const positive = (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([2, positive.length]), positive]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}
