import type { Log, LogFields } from '../ports/log.ts';
import type { Fault } from './fault.ts';
import { coded } from './fault.ts';
import { ruleFor } from './fault-table.ts';

/** Logs a fault with its code, at the level that the table says. */
export function logFault(log: Log, fault: Fault, fields: LogFields, message: string): void {
  log[ruleFor(fault).log]({ ...fields, ...coded(fault) }, message);
}
