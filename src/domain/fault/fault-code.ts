/**
 * What each kind of fault is called in logs and in the manual (docs/errors.md). A code is never changed, nor used for
 * something else: people search for it.
 */
export const faultCodes = {
  denied: 'WH-AWS-DENIED',
  throttled: 'WH-AWS-THROTTLED',
  unreachable: 'WH-AWS-UNREACHABLE',
  unanswered: 'WH-AWS-UNANSWERED',
  missing: 'WH-AWS-MISSING',
  invalid: 'WH-AWS-INVALID',
  malformed: 'WH-AWS-MALFORMED',
  'chat-limited': 'WH-SLACK-LIMITED',
  'chat-refused': 'WH-SLACK-REFUSED',
  'chat-unanswered': 'WH-SLACK-UNANSWERED',
  'store-unreachable': 'WH-REDIS-UNREACHABLE',
  'store-unanswered': 'WH-REDIS-UNANSWERED',
  'store-refused': 'WH-REDIS-REFUSED',
  'store-unreadable': 'WH-REDIS-UNREADABLE',
  unexpected: 'WH-UNEXPECTED',
} as const;

/** What kinds of faults there are. */
export type FaultKind = keyof typeof faultCodes;

/** A kind's code. */
export type FaultCode = (typeof faultCodes)[FaultKind];
