import type { Incident, IncidentAlarm } from '../../src/domain/alarm/incident.ts';
import { sayWhatChanged } from '../../src/domain/alarm/life/say.ts';
import { minutes } from '../../src/domain/clock.ts';
import { incidentOf, NIGHT } from './alarms.ts';

/** When people say something of the alarm that rings since NIGHT. */
export const NOW = NIGHT + minutes(5);

/** A17 of the registry's CPU, for which a restart and a look at the log fit. */
export function enriched(more: Partial<Incident> = {}): Incident {
  const { incident } = sayWhatChanged(incidentOf(), NIGHT);
  const [alarm] = incident.alarms;
  if (!alarm) throw new Error('no alarm');
  return {
    ...incident,
    revision: 0,
    facts: {
      of: alarm.fingerprint,
      at: NIGHT,
      facts: {
        unknown: [],
        proposals: [
          {
            remedy: 'restart',
            label: 'Restart registry',
            act: { kind: 'run', operation: 'restart', input: {} },
          },
          { remedy: 'logs', label: 'Show the log', act: { kind: 'read', words: 'status registry' } },
        ],
      },
    },
    ...more,
  };
}

/** The first alarm of an incident, changed. */
export const withAlarm = (incident: Incident, more: Partial<IncidentAlarm>): Incident => ({
  ...incident,
  alarms: incident.alarms.map((alarm, i) => (i === 0 ? { ...alarm, ...more } : alarm)),
});
