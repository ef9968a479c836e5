import { type EpochMs, minutes, seconds } from '../../clock.ts';
import type { AlarmPolicy } from '../alarm-policy.ts';
import type { Incident, Mending } from '../incident.ts';
import { awaitedOf } from '../settle-mendings.ts';
import { escalatesAt } from './escalate.ts';
import { silenceEnds } from './silences-over.ts';

/** A remedy's run is looked after so often: who waits for it reads that it is under way no longer than it is. */
const END_EVERY = seconds(5);
/** Whether a remedy helped is looked at so often while its alarm rings on; news that it is over come by themselves. */
const VERDICT_EVERY = minutes(1);

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
    ...incident.mendings.map((mending) => mendingLook(incident, mending, now)),
  ].filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

function mendingLook({ alarms }: Incident, mending: Mending, now: EpochMs): EpochMs | undefined {
  const alarm = alarms.find(({ fingerprint }) => fingerprint === mending.fingerprint);
  switch (awaitedOf(mending, alarm)) {
    case 'end':
      return now + END_EVERY;
    case 'verdict':
      return alarm?.overAt === undefined ? now + VERDICT_EVERY : now;
    case 'nothing':
      return undefined;
  }
}
