import type { AlarmPolicy } from '../../../domain/alarm/alarm-policy.ts';
import type { Incident } from '../../../domain/alarm/incident.ts';
import { nextLook } from '../../../domain/alarm/life/next-look.ts';
import { sayWhatChanged } from '../../../domain/alarm/life/say.ts';
import type { EpochMs } from '../../../domain/clock.ts';
import type { IncidentWrite } from '../../../domain/ports/incidents.ts';

/** An incident as it is stored after a change: its thread brought up to date, and when it is looked at next. */
export function toWrite(
  before: Incident | undefined,
  after: Incident,
  policy: AlarmPolicy,
  now: EpochMs,
): IncidentWrite {
  const { incident, dueAt: saysAt } = sayWhatChanged(after, now);
  const dueAt = nextLook(incident, policy, saysAt, now);
  return {
    ...(before === undefined ? {} : { revision: before.revision }),
    incident: { ...incident, revision: (before?.revision ?? 0) + 1 },
    ...(dueAt === undefined ? {} : { dueAt }),
    slack: incident.quiet ? 'nothing' : 'tell',
  };
}
