import type { EpochMs } from '../../clock.ts';
import type { Actor } from '../../people/actor.ts';
import type { Incident } from '../incident.ts';
import { tellTaken } from './escalate.ts';
import { withEvent } from './say.ts';

/** What became of a wish to acknowledge. */
export type Acknowledged =
  | { readonly kind: 'acknowledged'; readonly incident: Incident }
  | { readonly kind: 'already'; readonly by: Actor }
  | { readonly kind: 'over' };

/** Somebody sees to it: nobody else is called, and those outside Slack who were called hear that. */
export function acknowledge(incident: Incident, by: Actor, at: EpochMs): Acknowledged {
  if (incident.state === 'closed') return { kind: 'over' };
  if (incident.acknowledged) return { kind: 'already', by: incident.acknowledged.by };
  const taken: Incident = { ...tellTaken(incident, at), acknowledged: { by, at } };
  return { kind: 'acknowledged', incident: withEvent(taken, { kind: 'acknowledged', at, by }) };
}
