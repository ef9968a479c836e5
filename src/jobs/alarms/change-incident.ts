import type { Incident, IncidentId } from '../../domain/alarm/incident.ts';
import type { EpochMs } from '../../domain/clock.ts';
import type { Incidents } from '../../domain/ports/incidents.ts';

/** What a change of an incident needs. */
export interface ChangeParts {
  readonly incidents: Pick<Incidents, 'read' | 'write'>;
  /** When an incident must be looked at next although nothing came; a write says it anew. */
  readonly dueOf: (incident: Incident) => EpochMs | undefined;
}

/** Somebody else writes an incident seldom: so many conflicts in a row mean that something is broken. */
const MOST_TRIES = 10;

/**
 * Changes an incident as it is now: read, changed, written, and all of it again where somebody else has written meanwhile.
 * `change` answers undefined where nothing is to be changed any more; it may be called several times. Throws where the
 * store is away, and when it was overtaken ten times.
 */
export async function changeIncident(
  { incidents, dueOf }: ChangeParts,
  id: IncidentId,
  change: (incident: Incident) => Incident | undefined,
): Promise<'written' | 'left'> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await incidents.read(id);
    const changed = before && change(before);
    if (!before || !changed) return 'left';
    const incident = { ...changed, revision: before.revision + 1 };
    const dueAt = dueOf(incident);
    const due = dueAt === undefined ? {} : { dueAt };
    const written = await incidents.write([{ revision: before.revision, incident, ...due, then: 'tell' }]);
    if (written === 'written') return 'written';
  }
  throw new Error(`the incident ${id} was written by others ${MOST_TRIES} times meanwhile`);
}
