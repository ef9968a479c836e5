import type { Config } from '../config/config.ts';
import { systemMonotonic } from '../domain/clock.ts';
import { causeOf } from '../domain/fault/cause.ts';
import { logFault } from '../domain/fault/log-fault.ts';
import { storeFault } from '../domain/fault/outside-faults.ts';
import type { Check } from '../handlers/admin-server.ts';
import type { OnEntry } from '../jobs/audit/sealed.ts';
import { type Keys, keysOf } from '../jobs/ledger/keys.ts';
import type { Ledger } from '../jobs/ledger/ledger.ts';
import { type Connections, connect } from '../jobs/ledger/redis.ts';
import { redisLedger } from '../jobs/ledger/redis-ledger.ts';
import { type RunQueue, runQueue } from '../jobs/queue/run-queue.ts';
import { auditLog } from './audit-log.ts';
import type { ProcessLog } from './logger.ts';
import { redactorOf } from './redactor.ts';

/** A process's share of the store: connections, the ledger, the queue. */
export interface Store {
  readonly connections: Connections;
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly queue: RunQueue;
  /** Hears of every entry that this process adds to the audit. */
  readonly onEntry: OnEntry;
  /** Ready when Redis answers within a second. */
  readonly check: Check;
  close(): Promise<void>;
}

/** How often the loss of Redis is logged while it lasts. */
const QUIET_MS = 5_000;

/** Opens the store. Doesn't wait for Redis: a process starts without it and is ready when it comes. */
export function openStore(config: Config, log: ProcessLog): Store {
  const redactor = redactorOf(config);
  let quietUntil = 0;
  const onError = (error: Error): void => {
    const now = systemMonotonic.elapsed();
    if (now < quietUntil) return;
    quietUntil = now + QUIET_MS;
    logFault(log, storeFault('redis', error, redactor), {}, 'Redis is away; trying again');
  };
  const { limits, redis } = config;
  const connections = connect(redis.url.reveal(), limits.accept, onError);
  const keys = keysOf(redis.keyspace);
  const onEntry = auditLog(log);
  const ledger = redisLedger(connections.patient, keys, {
    lease: limits.runLease,
    retention: limits.retention,
    redactor,
    onEntry,
  });
  const queue = runQueue(connections.patient, keys);
  return {
    connections,
    keys,
    ledger,
    queue,
    onEntry,
    check: {
      name: 'redis',
      failing: () =>
        connections.hasty.ping().then(
          () => undefined,
          (error: unknown) => causeOf(error, redactor),
        ),
    },
    async close() {
      await queue.close();
      await connections.close();
    },
  };
}
