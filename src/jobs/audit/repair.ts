import type { Redis } from 'ioredis';
import type { Announcement } from '../../domain/announcement/announcement.ts';
import { BY_ITSELF } from '../../domain/audit/by.ts';
import { type AuditLine, type ChainHead, GENESIS } from '../../domain/audit/chain.ts';
import type { AuditEntryOf } from '../../domain/audit/entry.ts';
import { announcementArgs } from '../announcements/redis-outbox.ts';
import type { Keys } from '../ledger/keys.ts';
import type { AuditRules } from './redis-audit.ts';
import { repairChain } from './scripts/repair.ts';
import { appended, Places, seal, tellAppended } from './sealed.ts';
import { headOf, type SeenChain } from './see-chain.ts';

/** What somebody says about a repair. */
export type Repairing = Pick<AuditEntryOf<'repair'>, 'by' | 'reason' | 'found' | 'digest'>;

/** Behind everything that has ever been said to stand there, so that no number is given twice. */
function continueAfter(seen: SeenChain, exported: readonly ChainHead[]): number {
  const newest = Number(seen.newestId.split('-')[0]);
  const all = [newest, headOf(seen)?.seq ?? 0, seen.last?.seq ?? 0, ...exported.map(({ seq }) => seq)];
  return all.filter(Number.isSafeInteger).reduce((most, seq) => Math.max(most, seq), 0);
}

/**
 * Lets a broken chain go on with an entry that says so; what stood there stays. Answers it, or undefined where somebody
 * has written since the chain was seen: look again.
 */
export async function repairAudit(
  parts: { readonly redis: Redis; readonly keys: Keys } & AuditRules,
  seen: SeenChain,
  exported: readonly ChainHead[],
  said: Repairing,
  announcement: Announcement | undefined,
): Promise<AuditLine | undefined> {
  const { redis, keys, redactor, onEntry } = parts;
  const after = continueAfter(seen, exported);
  const prev = seen.last?.seq === after ? seen.last.hash : GENESIS.hash;
  const sealed = [seal({ kind: 'repair', ...BY_ITSELF, ...said }, redactor)];
  const announced = announcement
    ? { keys: [keys.announcement(announcement.id)], args: announcementArgs(announcement, redactor) }
    : { keys: [], args: [] };
  const aside = (what: string): string => keys.auditAside(`${said.digest.slice(0, 16)}:${what}`);
  const places = Places.parse(
    await repairChain.run(
      redis,
      [
        ...[keys.audit, keys.auditHead, keys.auditRepaired, aside('log'), aside('head')],
        ...[keys.announcements, ...announced.keys],
      ],
      [JSON.stringify(sealed), after, prev, seen.newestId, ...seen.head, ...announced.args],
    ),
  );
  tellAppended(places, sealed, onEntry);
  return appended(places, sealed);
}
