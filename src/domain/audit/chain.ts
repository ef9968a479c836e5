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

/**
 * An entry in its place, as it is exported: one line of JSON. `seq` rises by one from 1. `at` is the store's clock, epoch
 * milliseconds; it may go back where that clock was set. `number` is that of the run that it is about. `entry` is
 * whatever a build wrote there: a chain is checked without understanding its entries.
 */
export const AuditLine = z.object({
  seq: z.number().int().min(1),
  at: z.number(),
  number: z.number().exactOptional(),
  prev: Hash,
  hash: Hash,
  entry: z.unknown(),
});
export type AuditLine = z.infer<typeof AuditLine>;

/** What ties an entry to the one before: all of a line but its own hash. */
type Link = Pick<AuditLine, 'seq' | 'at' | 'number' | 'prev'>;

const UTF8 = new TextEncoder();

/** The bytes that hexadecimal digits say. */
const bytesOf = (hex: string): number[] =>
  Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));

/**
 * The hash of an entry in its place: SHA-256 of the hash before it and the SHA-256 of its canonical JSON, 32 bytes each,
 * and its number, time and run as text. The entry goes in by its digest, and both as bytes, so that the store, which
 * alone knows the place, hashes two blocks of 64 bytes whatever the entry holds.
 */
export const linkHash = ({ seq, at, number, prev }: Link, digest: string, sha256: Sha256): string =>
  sha256(
    Uint8Array.of(...bytesOf(prev), ...bytesOf(digest), ...UTF8.encode(`${seq} ${at} ${number ?? '-'}`)),
  );

/** The hash that a line must have. */
export const hashOf = (line: AuditLine, sha256: Sha256): string =>
  linkHash(line, sha256(canonical(line.entry)), sha256);

/** Where a line is in the chain. */
export const placeOf = ({ seq, hash }: AuditLine): ChainHead => ({ seq, hash });

/** The line as it is exported and logged: one line of JSON. */
export const lineText = ({ seq, at, number, prev, hash, entry }: AuditLine): string =>
  `{"seq":${seq},"at":${at}${number === undefined ? '' : `,"number":${number}`},"prev":"${prev}","hash":"${hash}","entry":${canonical(entry)}}`;

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
