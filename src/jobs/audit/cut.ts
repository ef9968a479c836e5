import type { Redis } from 'ioredis';
import { BY_ITSELF } from '../../domain/audit/by.ts';
import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import type { AuditReader } from '../../domain/ports/audit.ts';
import type { Keys } from '../ledger/keys.ts';
import type { AuditRules } from './redis-audit.ts';
import { cutOldest } from './scripts/append.ts';
import { Places, seal, tellAppended } from './sealed.ts';

/** So many entries go at once. */
const BATCH = 1_000;

/**
 * Cuts entries that are older than the retention off the oldest side, at most a batch of them, and says so in the chain.
 * The script looks at the age again, by Redis's clock. Answers up to which entry it cut; undefined: nothing was old enough.
 */
export async function cutOld(
  parts: { readonly redis: Redis; readonly keys: Keys; readonly reader: AuditReader } & AuditRules,
  retention: DurationMs,
  now: EpochMs,
): Promise<number | undefined> {
  const { redis, keys, reader } = parts;
  const [oldest, head] = await Promise.all([reader.from(1, BATCH), reader.head()]);
  // The newest stays, however old it is.
  const last = oldest.findLast(({ at, seq }) => at <= now - retention && seq < head.seq);
  if (!last) return undefined;
  const sealed = [seal({ kind: 'cut', ...BY_ITSELF, upTo: last.seq }, parts.redactor)];
  const places = Places.parse(
    await cutOldest.run(
      redis,
      [keys.audit, keys.auditHead, keys.auditAnchor],
      [JSON.stringify(sealed), last.seq, retention],
    ),
  );
  tellAppended(places, sealed, parts.onEntry);
  return places.length > 0 ? last.seq : undefined;
}
