import type { DurationMs } from '../domain/clock.ts';
import type { Pager } from '../domain/ports/pager.ts';
import { err } from '../domain/result.ts';
import { pagerDutyAlert, pagerDutyResolve } from './pagerduty-event.ts';
import { postJson } from './post-json.ts';
import { webhookBody } from './webhook-body.ts';

/** PagerDuty: Events API v2. */
const PAGERDUTY_EVENTS = 'https://events.pagerduty.com/v2/enqueue';

/** What calling needs. */
export interface PagerParts {
  /** The value of an environment variable that the configuration names; undefined: it isn't set. */
  readonly secretOf: (variable: string) => string | undefined;
  readonly timeout: DurationMs;
  /** PagerDuty's own address unless told. */
  readonly pagerDuty?: string;
}

/**
 * Calls over HTTP, each tried once. PagerDuty tells the same alert by its key; a webhook gets the key in its body and in the
 * header `idempotency-key`, and may be called twice where an answer was lost.
 */
export function httpPager({ secretOf, timeout, pagerDuty = PAGERDUTY_EVENTS }: PagerParts): Pager {
  const say: (status: 'ringing' | 'over') => Pager['call'] = (status) => async (call, incident, key) => {
    const variable = call.kind === 'pagerduty' ? call.key : call.url;
    const secret = secretOf(variable);
    const name = call.kind === 'pagerduty' ? 'pagerduty:enqueue' : 'webhook';
    if (secret === undefined)
      return err({ kind: 'invalid', call: name, detail: `${variable} isn't set in the environment` });
    switch (call.kind) {
      case 'pagerduty': {
        const body =
          status === 'ringing' ? pagerDutyAlert(secret, incident, key) : pagerDutyResolve(secret, key);
        return postJson({ call: name, url: pagerDuty, body, timeout });
      }
      case 'webhook':
        return postJson({
          call: name,
          url: secret,
          body: webhookBody(status, incident, key),
          headers: { 'idempotency-key': `${key}-${status}` },
          timeout,
        });
    }
  };
  return { call: say('ringing'), resolve: say('over') };
}
