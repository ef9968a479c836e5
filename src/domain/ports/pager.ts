import type { Call } from '../alarm/alarm-policy.ts';
import type { Incident } from '../alarm/incident.ts';
import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';

/** Calls somebody outside Slack. Repeating a call for the same incident and level calls nobody twice where the other side can tell. */
export interface Pager {
  /** Nothing throws. `key`: the same for every try of the same call. */
  call(
    call: Extract<Call, { readonly kind: 'pagerduty' | 'webhook' }>,
    incident: Incident,
    key: string,
  ): Promise<Result<undefined, Fault>>;
  /** Tells that it is over, where the other side wants to know. */
  resolve(
    call: Extract<Call, { readonly kind: 'pagerduty' | 'webhook' }>,
    incident: Incident,
    key: string,
  ): Promise<Result<undefined, Fault>>;
}
