import type { Incident } from '../../src/domain/alarm/incident.ts';
import type { AuditEntry } from '../../src/domain/audit/entry.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { Incidents } from '../../src/domain/ports/incidents.ts';
import type { Reviews } from '../../src/domain/ports/reviews.ts';
import type { Silences } from '../../src/domain/ports/silences.ts';
import type { AlarmParts } from '../../src/handlers/parts.ts';
import { incidentDesk } from '../../src/jobs/alarms/change-incident.ts';
import { quietPolicy } from './alarms.ts';
import { memoryAlarmInbox } from './memory-alarm-inbox.ts';
import { memoryIncidents } from './memory-incidents.ts';
import { memorySilences } from './memory-silences.ts';
import { memoryReviews } from './reviews.ts';

/** What a test says of such a store. */
interface Around {
  /** While it is so, nothing of incidents can be written. */
  readonly isAway?: () => boolean;
  /** The incident that a message tells of. */
  readonly byThread?: (channel: string, ts: string) => Incident | undefined;
}

/** All that people look at and change of alarms, without Redis, with these incidents in it. */
export async function memoryAlarms(
  clock: Clock,
  all: readonly Incident[],
  { isAway = () => false, byThread = () => undefined }: Around = {},
): Promise<{
  readonly alarms: AlarmParts;
  readonly incidents: Incidents;
  readonly silences: Silences;
  readonly reviews: Reviews;
  /** What was added to the audit. */
  readonly written: () => readonly AuditEntry[];
}> {
  const ofReviews: AuditEntry[] = [];
  const reviews = memoryReviews(ofReviews);
  const { incidents, audit } = memoryIncidents(clock, memoryAlarmInbox(clock), { reviews });
  const { silences, audit: ofSilences } = memorySilences(clock, reviews);
  for (const incident of all) await incidents.write([{ incident, slack: 'tell' }]);
  const desk = incidentDesk({
    clock,
    policy: quietPolicy,
    incidents: {
      read: incidents.read,
      async write(...change) {
        if (isAway()) throw new Error('the store is away');
        return incidents.write(...change);
      },
    },
  });
  return {
    alarms: {
      incidents: { ...incidents, byThread: async (channel, ts) => byThread(channel, ts) },
      desk,
      silences,
    },
    incidents,
    silences,
    reviews,
    written: () => [...audit, ...ofSilences, ...ofReviews],
  };
}
