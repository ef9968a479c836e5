import { z } from 'zod';
import { type AuditLine, type ChainHead, GENESIS, hashOf, placeOf, readLine, type Sha256 } from './chain.ts';

/** What can be wrong with a chain. */
export type BreakKind =
  /** The text isn't an entry. */
  | 'unreadable'
  /** What stands there isn't what was hashed. */
  | 'changed'
  /** Entries are absent in between, or before the first one without a cut that says so. */
  | 'missing'
  | 'out-of-order'
  /** A number stands twice. */
  | 'duplicated'
  /** It doesn't continue the entry before: that one or this one was written anew. */
  | 'replaced'
  /** The exported head is of a later entry. */
  | 'truncated'
  /** The exported head has another hash for this entry: what was written was replaced from there back. */
  | 'not-as-exported';

/** The first broken link. */
export interface Broken {
  readonly kind: 'broken';
  readonly what: BreakKind;
  /** The line of the text, from 1; behind the last one where something is absent there. */
  readonly line: number;
  /** The entry that it is about: for what is missing, the first that is. Absent where the line says none. */
  readonly seq?: number;
}

/** What a check found. */
export type Verified =
  | {
      readonly kind: 'whole';
      readonly entries: number;
      readonly first: AuditLine;
      readonly last: AuditLine;
      /** What an exported head proved; `older`: it is from before the first entry. */
      readonly head: 'none' | 'matched' | 'older';
    }
  | Broken;

const Cut = z.object({ kind: z.literal('cut'), upTo: z.number() });

/**
 * Checks a chain from its lines, the oldest first, and names the first link that is broken. Whoever can write the store
 * can write a chain anew from some entry on: only a `head` that was exported before shows that, and a cut-off end.
 */
export function verifyChain(texts: readonly string[], sha256: Sha256, head?: ChainHead): Verified {
  const lines = texts.map(readLine);
  const places = new Map<number, number>();
  lines.forEach((line, at) => {
    if (line) places.set(line.seq, at);
  });
  const seen = new Set<number>();
  let before: AuditLine | undefined;
  let first: AuditLine | undefined;
  let cutTo = 0;
  for (const [at, line] of lines.entries()) {
    const broken = (what: BreakKind, seq?: number): Broken => ({
      kind: 'broken',
      what,
      line: at + 1,
      ...(seq === undefined ? {} : { seq }),
    });
    if (!line) return broken('unreadable');
    if (hashOf(line, sha256) !== line.hash) return broken('changed', line.seq);
    const expected = before ? before.seq + 1 : line.seq;
    if (seen.has(line.seq)) return broken('duplicated', line.seq);
    if (line.seq < expected) return broken('out-of-order', line.seq);
    if (line.seq > expected)
      return places.has(expected) ? broken('out-of-order', line.seq) : broken('missing', expected);
    const follows = before?.hash ?? (line.seq === 1 ? GENESIS.hash : line.prev);
    if (line.prev !== follows) return broken('replaced', line.seq);
    if (head?.seq === line.seq && head.hash !== line.hash) return broken('not-as-exported', line.seq);
    if (head?.seq === line.seq - 1 && head.hash !== line.prev) return broken('not-as-exported', head.seq);
    seen.add(line.seq);
    first ??= line;
    before = line;
    cutTo = Cut.safeParse(line.entry).data?.upTo ?? cutTo;
  }
  const reached = before ? placeOf(before) : GENESIS;
  if (head && head.seq > reached.seq)
    return { kind: 'broken', what: 'truncated', line: lines.length + 1, seq: reached.seq + 1 };
  if (!first || !before || first.seq > cutTo + 1)
    return { kind: 'broken', what: 'missing', line: 1, seq: cutTo + 1 };
  const proved = head === undefined ? 'none' : head.seq < first.seq - 1 ? 'older' : 'matched';
  return { kind: 'whole', entries: lines.length, first, last: before, head: proved };
}
