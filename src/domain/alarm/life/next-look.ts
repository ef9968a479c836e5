import { type EpochMs, minutes } from '../../clock.ts';
import type { AlarmPolicy } from '../alarm-policy.ts';
import type { Incident } from '../incident.ts';
import { hasUnsettled } from '../settle-mendings.ts';
import { escalatesAt } from './escalate.ts';
import { silenceEnds } from './silences-over.ts';

/** A remedy's run is looked after this often, to say how it went. */
const MENDING_EVERY = minutes(1);

/** When an incident must be looked at although nothing comes; undefined: never. `saysAt`: when its thread goes on. */
export function nextLook(
  incident: Incident,
  { escalation }: Pick<AlarmPolicy, 'escalation'>,
  saysAt: EpochMs | undefined,
  now: EpochMs,
): EpochMs | undefined {
  const moments = [
    saysAt,
    escalatesAt(incident, escalation),
    silenceEnds(incident),
    incident.countdown?.due,
    ...incident.calling.map(({ due }) => due),
    hasUnsettled(incident) ? now + MENDING_EVERY : undefined,
  ].filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : Math.min(...moments);
}
