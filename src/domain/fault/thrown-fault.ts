import type { Redactor } from '../redaction/redactor.ts';
import type { Fault } from './fault.ts';
import { storeFault, unexpectedFault } from './outside-faults.ts';

/** What ioredis (redis-errors) and BullMQ call their errors, and zod that of a record which isn't what it should be. */
const NAMES = new Set([
  'ReplyError',
  'ParserError',
  'InterruptError',
  'MaxRetriesPerRequestError',
  'ConnectionClosedError',
  'ZodError',
]);

/** Their errors that have no name of their own, BullMQ's about a job's lock, and those of the connection (Node.js). */
const MESSAGES =
  /Connection is closed|Command (?:timed out|aborted)|isn't writeable|lock for job|Missing key for job|is not in the \w+ state|\b(?:ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/i;

const isOfStore = (error: Error): boolean =>
  NAMES.has(error.name) || MESSAGES.test(`${String(Reflect.get(error, 'code'))} ${error.message}`);

/**
 * What was thrown, as a fault: the store's where it looks like one, else one that nobody expected. AWS and Slack are
 * not among them: their adapters throw nothing and answer with faults. `doing` says what was being done.
 */
export const thrownFault = (doing: string, error: unknown, redactor: Redactor): Fault =>
  error instanceof Error && isOfStore(error)
    ? storeFault('redis', error, redactor)
    : unexpectedFault(doing, error, redactor);
