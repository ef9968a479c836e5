import type { Redis } from 'ioredis';
import { type Announcement, AnnouncementId } from '../../domain/announcement/announcement.ts';
import { type Authority, announcedWhere, policyChanges } from '../../domain/audit/authority.ts';
import { BY_ITSELF } from '../../domain/audit/by.ts';
import { canonical } from '../../domain/audit/canonical.ts';
import type { AuditEntryOf, PolicyChange } from '../../domain/audit/entry.ts';
import { announcementArgs } from '../announcements/redis-outbox.ts';
import type { Keys } from '../ledger/keys.ts';
import type { AuditRules } from './redis-audit.ts';
import { appendPolicy } from './scripts/append.ts';
import { Places, seal, sha256, tellAppended } from './sealed.ts';

/** What stands there may be anything: then all of it counts as changed. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: text };
  }
}

/** What announces a change; undefined where nobody wants to hear of it. */
function announcementOf(
  changes: readonly PolicyChange[],
  channels: readonly string[],
  id: string,
): Announcement | undefined {
  if (channels.length === 0) return undefined;
  return {
    id: AnnouncementId.parse(`policy-changed/${id}`),
    to: channels.map((channel) => ({ kind: 'channel', channel })),
    what: { kind: 'policy-changed', changes: [...changes] },
  };
}

/** What recording a policy needs. */
export interface RecordPolicyParts extends AuditRules {
  readonly redis: Redis;
  readonly keys: Keys;
  /** A name that was never given before. */
  readonly newId: () => string;
}

/**
 * Has the audit say under which policy a process begins to work: as a difference, where that isn't the policy of the
 * process that began before it; a difference is announced in the same step. Rejects where the store is away.
 */
export async function recordPolicy(parts: RecordPolicyParts, authority: Authority): Promise<void> {
  const { redis, keys, redactor, onEntry } = parts;
  const policy = canonical(authority);
  const digest = sha256(policy);
  for (;;) {
    const before = (await redis.get(keys.auditPolicy)) ?? '';
    const [was, is] = [parsed(before), parsed(policy)];
    const outcome: AuditEntryOf<'policy'>['outcome'] =
      before === '' || before === policy
        ? { kind: 'loaded', digest }
        : { kind: 'changed', digest, changes: policyChanges(was, is) };
    const announcement =
      outcome.kind === 'changed'
        ? announcementOf(outcome.changes, announcedWhere(was, is), parts.newId())
        : undefined;
    const sealed = [seal({ kind: 'policy', ...BY_ITSELF, outcome }, redactor)];
    const announced = announcement
      ? { keys: [keys.announcement(announcement.id)], args: announcementArgs(announcement, redactor) }
      : { keys: [], args: [] };
    const places = Places.parse(
      await appendPolicy.run(
        redis,
        [keys.audit, keys.auditHead, keys.auditPolicy, keys.announcements, ...announced.keys],
        [JSON.stringify(sealed), before, policy, ...announced.args],
      ),
    );
    tellAppended(places, sealed, onEntry);
    if (places.length > 0) return;
  }
}
