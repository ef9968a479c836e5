import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { authorityOf } from '../domain/audit/authority.ts';
import { systemClock } from '../domain/clock.ts';
import { failureLog } from '../domain/fault/log-fault.ts';
import type { Log } from '../domain/ports/log.ts';
import { cutOld } from '../jobs/audit/cut.ts';
import { exportHead } from '../jobs/audit/export-head.ts';
import { startAuditKeeper } from '../jobs/audit/keeper.ts';
import { recordPolicy } from '../jobs/audit/record-policy.ts';
import { auditReader } from '../jobs/audit/redis-audit.ts';
import { headsOf } from './audit-heads.ts';
import { redactorOf } from './redactor.ts';
import type { Store } from './store.ts';

/** Says under which policy this process works, as soon as the store is there. Never rejects. */
export function tellPolicy(config: Config, store: Store, log: Log): void {
  const redactor = redactorOf(config);
  const { keys, connections, onEntry } = store;
  const parts = { redis: connections.patient, keys, redactor, onEntry, newId: randomUUID };
  recordPolicy(parts, authorityOf(config)).catch((error: unknown) =>
    failureLog(log, redactor)('the policy is not in the audit', error),
  );
}

/** Exports the chain's head where the configuration says so, and cuts what is older than the audit's retention. */
export function startKeepingAudit(config: Config, store: Store, log: Log): { stop(): Promise<void> } {
  const { limits } = config;
  const redactor = redactorOf(config);
  const { keys, connections, onEntry } = store;
  const redis = connections.patient;
  const reader = auditReader(redis, keys);
  return startAuditKeeper({
    exports: headsOf(config).map((heads) => () => exportHead(reader, heads)),
    cutOld: () =>
      cutOld({ redis, keys, reader, redactor, onEntry }, limits.auditRetention, systemClock.now()),
    every: limits.auditHeadEvery,
    log,
    onFailure: failureLog(log, redactor),
  });
}
