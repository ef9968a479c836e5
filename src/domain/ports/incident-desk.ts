import type { Incident, IncidentId } from '../alarm/incident.ts';
import type { Alongside } from './incidents.ts';

/** What becomes of an incident as it is now; undefined: nothing is to be changed any more. May be asked several times. */
export type ChangeIncident = (incident: Incident) => Incident | undefined;

/** Where people change incidents. */
export interface IncidentDesk {
  /**
   * Changes an incident as it is now, whoever else writes it meanwhile, with what goes along in the same step: either both
   * are stored or neither. `left`: nothing was to be changed, or there is no such incident. Throws where the
   * store is away; the change may have been made then.
   */
  change(id: IncidentId, change: ChangeIncident, alongside?: Alongside): Promise<'written' | 'left'>;
}
