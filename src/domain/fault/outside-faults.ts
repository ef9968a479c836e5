import type { ChatFault } from '../ports/chat.ts';
import { clipped } from '../redaction/redacted.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { causeOf } from './cause.ts';
import type { Fault } from './fault.ts';

/** The fault of a call to the chat (`chat.postMessage`); `call` counts where the fault doesn't name its own. */
export function chatFault(call: string, fault: Exclude<ChatFault, { kind: 'standby' }>): Fault {
  switch (fault.kind) {
    case 'limited':
      return { kind: 'chat-limited', call, detail: `for ${fault.after} ms`, after: fault.after };
    case 'refused':
      return { kind: 'chat-refused', call: fault.call ?? call, detail: fault.error };
    case 'unknown':
      return { kind: 'chat-unanswered', call: fault.call ?? call, detail: fault.detail };
  }
}

const LONGEST_DETAIL = 200;

/** No command was sent (Node.js, "Common system errors"; ioredis, enableOfflineQueue and maxRetriesPerRequest). */
const NOT_SENT =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|enableOfflineQueue|isn't writeable/;
/**
 * Redis's refusals begin with a word in capitals (RESP, "Simple errors"). `ERR` isn't among them: a script that breaks
 * half-way keeps what it wrote. BullMQ's scripts refuse what concerns a job that isn't the caller's any more.
 */
const REFUSED =
  /^(?:(?:NOAUTH|WRONGPASS|NOPERM|OOM|READONLY|LOADING|MISCONF|NOREPLICAS|CLUSTERDOWN|MASTERDOWN|BUSY)\b|Missing (?:lock|key) for job|Lock mismatch for job|could not renew lock for job|Job \S+ is not in the )/;

/** What the store's client threw, as a fault. What isn't understood counts as `store-unanswered`: it may have happened. */
export function storeFault(call: string, error: unknown, redactor: Redactor): Fault {
  const cause = causeOf(error, redactor);
  const message = error instanceof Error ? error.message : String(error);
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  const detail = clipped(redactor, message, LONGEST_DETAIL);
  if (error instanceof Error && error.name === 'ZodError') {
    return { kind: 'store-unreadable', call, what: 'A record in Redis', detail: 'of another shape', cause };
  }
  if (NOT_SENT.test(`${String(code)} ${message}`)) return { kind: 'store-unreachable', call, detail, cause };
  return { kind: REFUSED.test(message) ? 'store-refused' : 'store-unanswered', call, detail, cause };
}

/** A throw that nobody expected, as a fault. `call` says what was being done. */
export function unexpectedFault(call: string, error: unknown, redactor: Redactor): Fault {
  return {
    kind: 'unexpected',
    call,
    detail: 'an error that nobody expected',
    cause: causeOf(error, redactor),
  };
}
