import type { Call } from '../alarm/alarm-policy.ts';
import type { Incident } from '../alarm/incident.ts';
import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';

type Outside = Extract<Call, { readonly kind: 'pagerduty' | 'webhook' }>;

/** Tells somebody outside something of an incident. Nothing throws. `key`: the same for all that is told of the same call. */
type Tell = (call: Outside, incident: Incident, key: string) => Promise<Result<undefined, Fault>>;

/** Calls somebody outside Slack. Repeating a call for the same incident and level calls nobody twice where the other side can tell. */
export interface Pager {
  readonly call: Tell;
  /** Tells that somebody in Slack has taken it on. */
  readonly acknowledge: Tell;
  /** Tells that it is over. */
  readonly resolve: Tell;
}
