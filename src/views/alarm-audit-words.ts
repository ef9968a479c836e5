import { type IncidentNumber, incidentName } from '../domain/alarm/incident.ts';
import type { AuditEntryOf } from '../domain/audit/entry.ts';

const ofIncident = (incident: IncidentNumber | undefined): string =>
  incident === undefined ? 'an alarm' : incidentName(incident);

const DONE = { acknowledge: 'the acknowledgement', silence: 'the silence' } as const;

/** What an entry of the audit about alarms says. */
export function alarmAuditWords({ incident, outcome }: AuditEntryOf<'alarm'>): {
  readonly icon: string;
  readonly what: string;
} {
  const which = ofIncident(incident);
  switch (outcome.kind) {
    case 'acknowledged':
      return { icon: ':eyes:', what: `acknowledged ${which}` };
    case 'silenced':
      return {
        icon: ':no_bell:',
        what: `silenced ${outcome.scope.name} until ${new Date(outcome.until).toISOString()}: ${outcome.reason}`,
      };
    case 'silence-lifted':
      return { icon: ':bell:', what: `ended the silence of ${outcome.scope.name}` };
    case 'escalated':
      return {
        icon: ':mega:',
        what: `called ${outcome.to.join(', ')} for ${which}, which nobody had acknowledged`,
      };
    case 'countdown-stopped':
      return { icon: ':black_square_for_stop:', what: `stopped ${outcome.remedy} for ${which}` };
    case 'reviewed':
      return { icon: ':mag:', what: `reviewed ${DONE[outcome.act]} of ${outcome.name}: ${outcome.note}` };
    case 'not-begun':
      return { icon: ':no_entry:', what: `didn't begin ${outcome.remedy} for ${which}: ${outcome.why}` };
  }
}
