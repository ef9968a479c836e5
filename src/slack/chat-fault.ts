import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { SlackFault } from '../domain/ports/chat.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';

/** Where Slack limits without saying for how long. */
const LIMITED_MS = 5_000;

/** Slack's own failures, which say nothing about whether the message was posted (chat.postMessage, "Errors"). */
const UNCLEAR = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'update_failed',
]);

/** What an error of Slack's client says of the call: limited, refused, or no clear answer. Names no secret. */
export function chatFaultOf(error: unknown, redactor: Redactor): SlackFault {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', after: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const said = error.data.error;
    if (said === 'ratelimited' || said === 'rate_limited') return { kind: 'limited', after: LIMITED_MS };
    return UNCLEAR.has(said) ? { kind: 'unknown', detail: said } : { kind: 'refused', error: said };
  }
  return { kind: 'unknown', detail: redactor.text(error instanceof Error ? error.message : String(error)) };
}
