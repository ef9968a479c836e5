import { z } from 'zod';
import { canonical } from './canonical.ts';

/** SHA-256 of bytes, or of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export type Sha256 = (content: string | Uint8Array) => string;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A place in the chain: the entry of that number has that hash. */
export const ChainHead = z.object({ seq: z.number().int().min(0), hash: Hash });
export type ChainHead = z.infer<typeof ChainHead>;

/** What stands before the first entry. */
export const GENESIS: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** A link has 32 bits for a run's number. */
const MOST_RUNS = 2 ** 32 - 1;

/**
 * An entry in its place, as it is exported: one line of JSON. `seq` rises by one from 1. `at` is the store's clock, epoch
 * milliseconds; it may go back where that clock was set. `number` is that of the run that it is about. `entry` is
 * whatever a build wrote there: a chain is checked without understanding its entries.
 */
export const AuditLine = z.object({
  seq: z.number().int().min(1),
  at: z.int().min(0),
  number: z.int().min(1).max(MOST_RUNS).exactOptional(),
  prev: Hash,
  hash: Hash,
  entry: z.unknown(),
});
export type AuditLine = z.infer<typeof AuditLine>;

/** What ties an entry to the one before: all of a line but its own hash. */
type Link = Pick<AuditLine, 'seq' | 'at' | 'number' | 'prev'>;

/** Writes the bytes that hexadecimal digits say from a place on. */
function writeHex(bytes: Uint8Array, at: number, hex: string): void {
  for (let i = 0; i < hex.length / 2; i += 1)
    bytes[at + i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
}

/** What stands behind an entry's digest, 32 bytes: nothing else that is hashed looks like a link of this chain. */
const SUBJECT = new TextEncoder().encode('wheelhouse/v1/audit'.padEnd(32, '\0'));

/** What a link begins with: the SHA-256 of the entry's canonical JSON and what it is. The first block of SHA-256 whole. */
export function linkBegins(digest: string): Uint8Array {
  const begins = new Uint8Array(64);
  writeHex(begins, 0, digest);
  begins.set(SUBJECT, 32);
  return begins;
}

/** How long a link is: 64 bytes of what it begins with, then 52 of its place. */
export const LINK_BYTES = 116;

/**
 * The hash of an entry in its place: SHA-256 of its digest and the chain's name (32 bytes each), the hash before it
 * (32 bytes), its number and time (64 bits each, big-endian) and the number of its run or 0 (32 bits). The entry comes first
 * and fills the first block, so its writer hashes that; the store, which alone knows the place, hashes one block more.
 */
export function linkHash({ seq, at, number = 0, prev }: Link, digest: string, sha256: Sha256): string {
  const link = new Uint8Array(LINK_BYTES);
  link.set(linkBegins(digest));
  writeHex(link, 64, prev);
  const view = new DataView(link.buffer);
  view.setBigUint64(96, BigInt(seq));
  view.setBigUint64(104, BigInt(at));
  view.setUint32(112, number);
  return sha256(link);
}

/** The hash that a line must have. */
export const hashOf = (line: AuditLine, sha256: Sha256): string =>
  linkHash(line, sha256(canonical(line.entry)), sha256);

/** Where a line is in the chain. */
export const placeOf = ({ seq, hash }: AuditLine): ChainHead => ({ seq, hash });

/** A place in the chain whose parts are numbers, or the same as they are written. */
type Place = Pick<AuditLine, 'prev' | 'hash'> & {
  readonly seq: number | string;
  readonly at: number | string;
  readonly number?: number | string | undefined;
};

/** The text of a line, one line of JSON, of its place and the canonical JSON of its entry. */
export const placedText = ({ seq, at, number, prev, hash }: Place, entry: string): string =>
  `{"seq":${seq},"at":${at}${number === undefined ? '' : `,"number":${number}`},"prev":"${prev}","hash":"${hash}","entry":${entry}}`;

/** The line as it is exported and logged: one line of JSON. */
export const lineText = (line: AuditLine): string => placedText(line, canonical(line.entry));

/** What the text says as JSON; undefined where it isn't any. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a line; undefined for a text that is none. */
export const readLine = (text: string): AuditLine | undefined => AuditLine.safeParse(json(text)).data;

/** Reads a head as it is kept, JSON; undefined for a text that is none. */
export const readHead = (text: string): ChainHead | undefined => ChainHead.safeParse(json(text)).data;
