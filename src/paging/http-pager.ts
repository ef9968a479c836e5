import type { Incident } from '../domain/alarm/incident.ts';
import type { DurationMs } from '../domain/clock.ts';
import type { Pager } from '../domain/ports/pager.ts';
import { err } from '../domain/result.ts';
import { pagerDutyAlert, pagerDutyChange } from './pagerduty-event.ts';
import { postJson } from './post-json.ts';
import { type WebhookStatus, webhookBody } from './webhook-body.ts';

/** What calling needs. */
export interface PagerParts {
  /** The value of an environment variable that the configuration names; undefined: it isn't set. */
  readonly secretOf: (variable: string) => string | undefined;
  readonly timeout: DurationMs;
  /** Where PagerDuty takes events (Events API v2). */
  readonly pagerDuty: string;
}

/**
 * Calls over HTTP, each tried once. PagerDuty tells the same alert by its key; a webhook gets the key in its body and in the
 * header `idempotency-key`, and may be called twice where an answer was lost.
 */
export function httpPager({ secretOf, timeout, pagerDuty }: PagerParts): Pager {
  const say: (status: WebhookStatus) => Pager['call'] = (status) => async (call, incident, key) => {
    const variable = call.kind === 'pagerduty' ? call.key : call.url;
    const secret = secretOf(variable);
    const name = call.kind === 'pagerduty' ? 'pagerduty:enqueue' : 'webhook';
    if (secret === undefined)
      return err({ kind: 'invalid', call: name, detail: `${variable} isn't set in the environment` });
    switch (call.kind) {
      case 'pagerduty':
        return postJson({
          call: name,
          url: pagerDuty,
          body: pagerDutyEvent(status, secret, incident, key),
          timeout,
        });
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
  return { call: say('ringing'), acknowledge: say('acknowledged'), resolve: say('over') };
}

function pagerDutyEvent(status: WebhookStatus, routingKey: string, incident: Incident, key: string) {
  switch (status) {
    case 'ringing':
      return pagerDutyAlert(routingKey, incident, key);
    case 'acknowledged':
      return pagerDutyChange(routingKey, 'acknowledge', key);
    case 'over':
      return pagerDutyChange(routingKey, 'resolve', key);
  }
}
