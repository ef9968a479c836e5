import type { AlarmPolicy } from '../../domain/alarm/alarm-policy.ts';
import type { IncidentId } from '../../domain/alarm/incident.ts';
import type { Clock } from '../../domain/clock.ts';
import type { ChangeIncident, IncidentDesk } from '../../domain/ports/incident-desk.ts';
import type { Alongside, Incidents } from '../../domain/ports/incidents.ts';
import { toWrite } from './desk/to-write.ts';

/** What a change of an incident needs. */
export interface ChangeParts {
  readonly incidents: Pick<Incidents, 'read' | 'write'>;
  readonly policy: AlarmPolicy;
  readonly clock: Clock;
}

/** Somebody else writes an incident seldom: so many conflicts in a row mean that something is broken. */
const MOST_TRIES = 10;

/**
 * Changes an incident as it is now: read, changed, written, and all of it again where somebody else has written meanwhile.
 * `change` answers undefined where nothing is to be changed any more; it may be called several times. `alongside` is
 * stored in the same step. Throws where the store is away, and when it was overtaken ten times.
 */
export async function changeIncident(
  { incidents, policy, clock }: ChangeParts,
  id: IncidentId,
  change: ChangeIncident,
  alongside: Alongside = {},
): Promise<'written' | 'left'> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await incidents.read(id);
    const after = before && change(before);
    if (!before || !after) return 'left';
    const write = toWrite(before, after, policy, clock.now());
    if ((await incidents.write([write], alongside)) === 'written') return 'written';
  }
  throw new Error(`the incident ${id} was written by others ${MOST_TRIES} times meanwhile`);
}

/** Where people change incidents, as the desk would write them. */
export const incidentDesk = (parts: ChangeParts): IncidentDesk => ({
  change: (id, change, alongside) => changeIncident(parts, id, change, alongside),
});
