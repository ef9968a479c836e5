import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type AuditLine, ChainHead, lineText } from '../../domain/audit/chain.ts';
import type { Keys } from '../ledger/keys.ts';
import { seeChain } from './scripts/repair.ts';
import { lineOf } from './sealed.ts';

/** The chain as it stands in Redis, whatever somebody has made of it. */
export interface SeenChain {
  /** The type of what stands where the stream should. */
  readonly type: string;
  /** The newest id that the stream has given; empty where it is none. */
  readonly newestId: string;
  /** The head's two fields, as they are. */
  readonly head: readonly [seq: string, hash: string];
  /** The stream's entries, as they are. */
  readonly raw: readonly [string, readonly string[]][];
  /** The entries as an export has them; one that can't be read is its raw text. */
  readonly texts: readonly string[];
  /** The newest entry that can be read. */
  readonly last?: AuditLine;
}

const Seen = z.tuple([z.string(), z.string(), z.string(), z.string()]);
const PAGE = 500;

function readable([, fields]: SeenChain['raw'][number]): AuditLine | undefined {
  try {
    return lineOf(fields[1] ?? '', fields[3] ?? '');
  } catch {
    return undefined;
  }
}

/** Looks at all there is. Throws where Redis can't be read. */
export async function lookAtChain(redis: Redis, keys: Keys): Promise<SeenChain> {
  const [type, newestId, seq, hash] = Seen.parse(await seeChain.run(redis, [keys.audit, keys.auditHead], []));
  const raw: [string, string[]][] = [];
  for (let from = '-'; type === 'stream'; ) {
    const page = await redis.xrange(keys.audit, from, '+', 'COUNT', PAGE);
    raw.push(...page);
    const last = page.at(-1);
    if (!last) break;
    from = `(${last[0]}`;
  }
  const lines = raw.map(readable);
  const last = lines.findLast((line) => line !== undefined);
  return {
    ...{ type, newestId, raw, head: [seq, hash] },
    texts: raw.map((one, i) => {
      const line = lines[i];
      return line ? lineText(line) : JSON.stringify(one);
    }),
    ...(last ? { last } : {}),
  };
}

/** The head, where it is one. */
export const headOf = ({ head: [seq, hash] }: SeenChain): ChainHead | undefined =>
  ChainHead.safeParse({ seq: Number(seq), hash }).data;

/** What is wrong with the head alone, in words; undefined: it is the newest entry's. */
export function headTrouble(seen: SeenChain): string | undefined {
  const { type, newestId, last } = seen;
  if (type === 'none' && seen.head.join('') === '') return undefined;
  if (type !== 'stream')
    return `what should be the audit's stream is ${type === 'none' ? 'gone' : `a ${type}`}`;
  const head = headOf(seen);
  if (!head) return 'the head can not be read';
  if (head.seq === last?.seq && head.hash !== last.hash) return "the head isn't that of the newest entry";
  const id = Number(newestId.split('-')[0]);
  if (head.seq < id) return `the stream is at ${newestId}, ahead of the head, which is ${head.seq}`;
  return head.seq > (last?.seq ?? 0)
    ? `the head is ${head.seq}, and the newest entry is ${last?.seq ?? 'gone'}`
    : undefined;
}
