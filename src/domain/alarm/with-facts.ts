import type { EpochMs } from '../clock.ts';
import type { Facts } from './facts.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Incident, IncidentAlarm } from './incident.ts';
import { withEvent } from './life/say.ts';

/** What was found out about one of an incident's alarms. */
export interface Found {
  readonly of: Fingerprint;
  readonly at: EpochMs;
  readonly facts: Facts;
  /** Present where CloudWatch said how the alarm is. */
  readonly confirmed?: NonNullable<IncidentAlarm['confirmed']>;
}

/**
 * The incident with what was found out. Its thread tells the facts of each alarm once; later ones only change what its
 * message shows. Undefined where it is no longer asked for: the incident is closed, or the alarm isn't in it.
 */
export function withFacts(incident: Incident, { of, at, facts, confirmed }: Found): Incident | undefined {
  const isIn = incident.alarms.some(({ fingerprint }) => fingerprint === of);
  if (incident.state === 'closed' || !isIn) return undefined;
  const wasTold = incident.events.some((event) => event.kind === 'facts' && event.fingerprint === of);
  const alarms = incident.alarms.map((alarm) =>
    alarm.fingerprint === of ? confirmedAs(alarm, confirmed) : alarm,
  );
  const known: Incident = { ...incident, facts: { of, at, facts }, alarms };
  return wasTold ? known : withEvent(known, { kind: 'facts', at, fingerprint: of, facts });
}

/** What somebody has read later stays. */
const confirmedAs = (alarm: IncidentAlarm, confirmed: Found['confirmed']): IncidentAlarm =>
  confirmed === undefined || (alarm.confirmed?.at ?? 0) > confirmed.at ? alarm : { ...alarm, confirmed };

/** The incident with a picture of one of its alarms; undefined where it is no longer asked for. */
export function withPicture(
  incident: Incident,
  picture: NonNullable<Incident['picture']>,
): Incident | undefined {
  const isIn = incident.alarms.some(({ fingerprint }) => fingerprint === picture.of);
  return incident.state === 'closed' || !isIn ? undefined : { ...incident, picture };
}
