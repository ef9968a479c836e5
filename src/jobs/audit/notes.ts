import type { AuditEntry } from '../../domain/audit/entry.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { AuditNotes, AuditWriter } from '../../domain/ports/audit.ts';

/** So many notes wait while the store is away; what comes then stands in the log alone. */
const MOST_WAITING = 1_000;

/** Notes that can be waited for. */
export interface KeptNotes extends AuditNotes {
  /** Resolves once everything that was noted is written, or couldn't be. */
  settled(): Promise<void>;
}

/**
 * Writes refusals down after they were answered, in the order in which they came. `writer` may wait for its store. What
 * couldn't be written is logged whole: it changed nothing, so it is lost to the chain and not to the logs.
 */
export function auditNotes(writer: AuditWriter, onFailure: OnFailure): KeptNotes {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const failed = (entry: AuditEntry, error: unknown): void =>
    onFailure('a refusal is not in the audit', error, { audited: entry });
  return {
    note(entry) {
      if (waiting >= MOST_WAITING) return failed(entry, new Error('too many refusals wait to be written'));
      waiting += 1;
      last = last
        .then(() => new Promise((resolve) => setImmediate(resolve)))
        .then(() => writer.append(entry))
        .catch((error: unknown) => failed(entry, error))
        .finally(() => {
          waiting -= 1;
        });
    },
    settled: () => last.then(() => undefined),
  };
}
