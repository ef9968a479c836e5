import type { EpochMs } from '../../clock.ts';
import { lockName } from '../../target/service.ts';
import type { Incident, IncidentAlarm } from '../incident.ts';
import type { Silence, SilenceScope } from '../silence.ts';
import { withEvent } from './say.ts';

function covers(
  scope: SilenceScope,
  { fingerprint, service }: Pick<IncidentAlarm, 'fingerprint' | 'service'>,
  stack: string | undefined,
): boolean {
  switch (scope.kind) {
    case 'alarm':
      return scope.fingerprint === fingerprint;
    case 'service':
      return service !== undefined && lockName(service) === scope.thing;
    case 'stack':
      return stack === scope.name;
  }
}

/** Until when silences cover an alarm; undefined: none does. */
function silencedUntil(
  silences: readonly Silence[],
  alarm: Pick<IncidentAlarm, 'fingerprint' | 'service'>,
  stack: string | undefined,
  now: EpochMs,
): EpochMs | undefined {
  const covering = silences.filter(({ scope, until }) => until > now && covers(scope, alarm, stack));
  return covering.length === 0 ? undefined : Math.max(...covering.map(({ until }) => until));
}

const rings = ({ overAt }: IncidentAlarm): boolean => overAt === undefined;

/** Whether people must hear of it: it isn't silent and rings, or rang so shortly that nobody was told. */
const wantsWords = ({ joined }: Incident, alarm: IncidentAlarm): boolean =>
  alarm.silencedUntil === undefined && (rings(alarm) || joined.includes(alarm.fingerprint));

/**
 * The incident under the silences that stand now. Once something in it rings that none covers it is told of, for good;
 * what was silent and rings on when its silence is over says so in the thread.
 */
export function underSilences(incident: Incident, silences: readonly Silence[], now: EpochMs): Incident {
  const alarms = incident.alarms.map((alarm): IncidentAlarm => {
    const until = silencedUntil(silences, alarm, incident.stack, now);
    if (until === alarm.silencedUntil) return alarm;
    const { silencedUntil: _was, ...rest } = alarm;
    return until === undefined ? rest : { ...rest, silencedUntil: until };
  });
  const isSame = alarms.every((alarm, i) => alarm === incident.alarms[i]);
  const { quiet, ...heard } = incident;
  const isHeard = quiet === undefined || alarms.some((alarm) => wantsWords(incident, alarm));
  if (isSame && isHeard === (quiet === undefined)) return incident;
  const next: Incident = isHeard ? { ...heard, alarms } : { ...incident, alarms };
  const ended = alarms.some(
    (alarm, i) =>
      rings(alarm) && alarm.silencedUntil === undefined && incident.alarms[i]?.silencedUntil !== undefined,
  );
  return ended ? withEvent(next, { kind: 'silence-ended', at: now }) : next;
}

/** Whether all that rings in it is silenced: nobody is called, and nothing begins by itself. */
export const isSilent = (incident: Incident): boolean =>
  incident.alarms.filter(rings).every(({ silencedUntil: until }) => until !== undefined);

/** When the next silence over something that rings in it ends. */
export function silenceEnds(incident: Incident): EpochMs | undefined {
  const ends = incident.alarms.flatMap((alarm) => (rings(alarm) ? (alarm.silencedUntil ?? []) : []));
  return ends.length === 0 ? undefined : Math.min(...ends);
}
