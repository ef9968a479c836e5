import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type AuditLine, ChainHead, GENESIS } from '../../domain/audit/chain.ts';
import type { AuditReader, AuditWriter } from '../../domain/ports/audit.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import type { Keys } from '../ledger/keys.ts';
import { appendEntries } from './scripts/append.ts';
import { appended, lineOf, type OnEntry, Places, seal, tellAppended } from './sealed.ts';

/** What the audit keeps to. */
export interface AuditRules {
  /** Keeps secrets that a person typed out of the chain. */
  readonly redactor: Redactor;
  readonly onEntry?: OnEntry | undefined;
}

/** Writes the audit on Redis: one script reads the head, appends and moves the head. */
export const auditWriter = (redis: Redis, keys: Keys, { redactor, onEntry }: AuditRules): AuditWriter => ({
  async append(entry) {
    const sealed = [seal(entry, redactor)];
    const places = Places.parse(
      await appendEntries.run(redis, [keys.audit, keys.auditHead], [JSON.stringify(sealed)]),
    );
    tellAppended(places, sealed, onEntry);
    const line = appended(places, sealed);
    if (!line) throw new Error('the audit took no entry');
    return line;
  },
});

const Fields = z.tuple([z.literal('place'), z.string(), z.literal('entry'), z.string()]);
const Head = z.object({ seq: z.coerce.number(), hash: z.string() }).pipe(ChainHead);

/** Reads the audit from Redis. Throws where Redis can't be read, or holds something that isn't an entry. */
export function auditReader(redis: Redis, keys: Keys): AuditReader {
  const linesOf = (found: readonly [string, readonly string[]][]): AuditLine[] =>
    found.map(([, fields]) => {
      const [, place, , entry] = Fields.parse(fields);
      return lineOf(place, entry);
    });
  const placeAt = async (key: string): Promise<ChainHead> => {
    const kept = await redis.hgetall(key);
    return Object.keys(kept).length === 0 ? GENESIS : Head.parse(kept);
  };
  return {
    async newest(limit, before) {
      const from = before === undefined ? '+' : `(${before}-0`;
      return linesOf(await redis.xrevrange(keys.audit, from, '-', 'COUNT', limit));
    },
    async from(seq, limit) {
      return linesOf(await redis.xrange(keys.audit, `${seq}-0`, '+', 'COUNT', limit));
    },
    head: () => placeAt(keys.auditHead),
    anchor: () => placeAt(keys.auditAnchor),
    repaired: () => placeAt(keys.auditRepaired),
  };
}
