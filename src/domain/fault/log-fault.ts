import type { Log, LogFields } from '../ports/log.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { Fault } from './fault.ts';
import { coded } from './fault.ts';
import { ruleFor } from './fault-table.ts';
import { thrownFault } from './thrown-fault.ts';

/** Logs a fault with its code, at the level that the table says. */
export function logFault(log: Log, fault: Fault, fields: LogFields, message: string): void {
  log[ruleFor(fault).log]({ ...fields, ...coded(fault) }, message);
}

/** Hears of what was thrown: what couldn't be done, the error, and what it concerns. Never throws. */
export type OnFailure = (what: string, error: unknown, fields?: LogFields) => void;

/**
 * The one way of a throw into the log: as a fault, with its code, at its level. Of one that nobody expected the whole
 * error stands there too, because only its stack says where the program broke.
 */
export const failureLog =
  (log: Log, redactor: Redactor): OnFailure =>
  (what, error, fields = {}) => {
    const fault = thrownFault(what, error, redactor);
    logFault(log, fault, fault.kind === 'unexpected' ? { ...fields, error } : fields, what);
  };
