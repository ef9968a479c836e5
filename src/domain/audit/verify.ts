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

/** What a check found of a chain that is whole, at least from its last repair on. */
interface Sound {
  readonly entries: number;
  readonly first: AuditLine;
  readonly last: AuditLine;
  /** What exported heads proved; `older`: all of them are from before the first entry. */
  readonly head: 'none' | 'matched' | 'older';
}

/** A broken link, and the entry in which somebody says that they have seen it. */
export interface Repaired {
  readonly broken: Broken;
  readonly repair: AuditLine;
}

/** What a check found. `repaired`: links are broken, and after each of them an entry begins anew. */
export type Verified =
  | ({ readonly kind: 'whole' } & Sound)
  | ({ readonly kind: 'repaired'; readonly links: readonly [Repaired, ...Repaired[]] } & Sound)
  | Broken;

const Cut = z.object({ kind: z.literal('cut'), upTo: z.number() });
const Repair = z.object({ kind: z.literal('repair') });

const isRepair = ({ entry }: AuditLine): boolean => Repair.safeParse(entry).success;

const broken = (what: BreakKind, line: number, seq?: number): Broken => ({
  kind: 'broken',
  what,
  line,
  ...(seq === undefined ? {} : { seq }),
});

/** Lines, as far as they can be read, and what was exported of their chain. */
interface Chain {
  readonly lines: readonly (AuditLine | undefined)[];
  /** Numbers that stand anywhere. */
  readonly known: ReadonlySet<number>;
  readonly exported: ReadonlyMap<number, readonly string[]>;
  readonly sha256: Sha256;
}

/**
 * Checks a chain from its lines, the oldest first, and names the first link that is broken and that no repair follows.
 * Whoever can write the store can write a chain anew from some entry on: only `heads` that were exported before show
 * that, and a cut-off end.
 */
export function verifyChain(
  texts: readonly string[],
  sha256: Sha256,
  heads: readonly ChainHead[] = [],
): Verified {
  const lines = texts.map(readLine);
  const exported = new Map<number, string[]>();
  for (const { seq, hash } of heads) exported.set(seq, [...(exported.get(seq) ?? []), hash]);
  const known = new Set(lines.flatMap((line) => (line ? [line.seq] : [])));
  const chain = { lines, known, exported, sha256 };

  const links: Repaired[] = [];
  for (let from = 0, end = walk(chain, from); end; end = walk(chain, from)) {
    const next = repairAfter(chain, end.line - 1, from);
    const repair = lines[next];
    if (!repair) return end;
    links.push({ broken: end, repair });
    from = next;
  }

  const [first, last] = [lines[0], lines.at(-1)];
  const reached = last ? placeOf(last) : GENESIS;
  const newest = heads.reduce((most, { seq }) => Math.max(most, seq), 0);
  if (newest > reached.seq) return broken('truncated', lines.length + 1, reached.seq + 1);
  const cutTo = lines.reduce((to, line) => Cut.safeParse(line?.entry).data?.upTo ?? to, 0);
  const start = lines.find((line) => line !== undefined);
  if (!start || !last) return broken('missing', 1, cutTo + 1);
  if (first && first.seq > cutTo + 1) {
    const beheaded = broken('missing', 1, cutTo + 1);
    const repair = lines[repairAfter(chain, 0, -1)];
    if (!repair) return beheaded;
    links.unshift({ broken: beheaded, repair });
  }
  const head = heads.length === 0 ? 'none' : newest < start.seq - 1 ? 'older' : 'matched';
  const sound: Sound = { entries: lines.length, first: start, last, head };
  const [one, ...more] = links;
  return one ? { kind: 'repaired', links: [one, ...more], ...sound } : { kind: 'whole', ...sound };
}

/** The first broken link from a line on, which itself need not follow the one before unless it is the first. */
function walk({ lines, known, exported, sha256 }: Chain, from: number): Broken | undefined {
  const isOther = ({ seq, hash }: ChainHead): boolean =>
    exported.get(seq)?.some((one) => one !== hash) ?? false;
  const seen = new Set<number>();
  let before: AuditLine | undefined;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    const wrong = (what: BreakKind, seq?: number): Broken => broken(what, at + 1, seq);
    if (!line) return wrong('unreadable');
    if (hashOf(line, sha256) !== line.hash) return wrong('changed', line.seq);
    const expected = before ? before.seq + 1 : line.seq;
    if (seen.has(line.seq)) return wrong('duplicated', line.seq);
    if (line.seq < expected) return wrong('out-of-order', line.seq);
    if (line.seq > expected)
      return known.has(expected) ? wrong('out-of-order', line.seq) : wrong('missing', expected);
    const follows = before?.hash ?? (line.seq === 1 ? GENESIS.hash : line.prev);
    if (line.prev !== follows) return wrong('replaced', line.seq);
    if (at === 0 && !isRepair(line) && isOther({ seq: line.seq - 1, hash: line.prev }))
      return wrong('not-as-exported', line.seq - 1);
    if (isOther(line)) return wrong('not-as-exported', line.seq);
    seen.add(line.seq);
    before = line;
  }
  return undefined;
}

/** Where the next repair stands at or behind a broken line, and behind where the walk began; past the end: nowhere. */
function repairAfter({ lines, sha256 }: Chain, brokenAt: number, from: number): number {
  const at = lines.findIndex(
    (line, i) =>
      line !== undefined && i >= brokenAt && i > from && isRepair(line) && hashOf(line, sha256) === line.hash,
  );
  return at === -1 ? lines.length : at;
}
