import type { NewIncident } from '../../../domain/alarm/life/heard.ts';
import type { Incidents } from '../../../domain/ports/incidents.ts';

/** Ids and numbers for incidents. */
export interface NewIncidents {
  /** For one that is about to be written. */
  next(): Promise<NewIncident>;
  /** Says that those were not written, which must be certain: their numbers are the next ones'. */
  giveBack(unwritten: readonly NewIncident[]): void;
}

/**
 * Whoever reads A3 after A1 looks for A2, so a number is passed over only where its owner died with it, or doesn't know
 * whether it was written.
 */
export function newIncidents(
  newId: () => NewIncident['id'],
  { nextNumber }: Pick<Incidents, 'nextNumber'>,
): NewIncidents {
  const spare: NewIncident['number'][] = [];
  return {
    next: async () => ({ id: newId(), number: spare.shift() ?? (await nextNumber()) }),
    giveBack(unwritten) {
      spare.push(...unwritten.map(({ number }) => number));
      spare.sort((a, b) => a - b);
    },
  };
}
