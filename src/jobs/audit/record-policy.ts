import type { Redis } from 'ioredis';
import { type Authority, policyChanges } from '../../domain/audit/authority.ts';
import { BY_ITSELF } from '../../domain/audit/by.ts';
import { canonical } from '../../domain/audit/canonical.ts';
import type { AuditEntryOf } from '../../domain/audit/entry.ts';
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

/**
 * Has the audit say under which policy a process begins to work: as a difference, where that isn't the policy of the
 * process that began before it. Rejects where the store is away.
 */
export async function recordPolicy(
  { redis, keys, redactor, onEntry }: { readonly redis: Redis; readonly keys: Keys } & AuditRules,
  authority: Authority,
): Promise<void> {
  const policy = canonical(authority);
  const digest = sha256(policy);
  for (;;) {
    const before = (await redis.get(keys.auditPolicy)) ?? '';
    const outcome: AuditEntryOf<'policy'>['outcome'] =
      before === '' || before === policy
        ? { kind: 'loaded', digest }
        : { kind: 'changed', digest, changes: policyChanges(parsed(before), parsed(policy)) };
    const sealed = [seal({ kind: 'policy', ...BY_ITSELF, outcome }, redactor)];
    const places = Places.parse(
      await appendPolicy.run(
        redis,
        [keys.audit, keys.auditHead, keys.auditPolicy],
        [JSON.stringify(sealed), before, policy],
      ),
    );
    if (tellAppended(places, sealed, onEntry).length > 0) return;
  }
}
