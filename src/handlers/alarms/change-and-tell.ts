import type { Incident, IncidentId } from '../../domain/alarm/incident.ts';
import type { Alongside } from '../../domain/ports/incidents.ts';
import type { AlarmParts } from '../parts.ts';

/** What is to become of an incident, and what the person is told of it. `incident` absent: nothing is changed. */
export interface Change<T> {
  readonly answer: T;
  readonly incident?: Incident | undefined;
}

/**
 * Changes an incident as it is now, and answers what `change` said of the state that was changed, or left as it was.
 * Undefined: there is no such incident any more. Throws where the store is away.
 */
export async function changeAndTell<T>(
  { desk }: Pick<AlarmParts, 'desk'>,
  id: IncidentId,
  change: (seen: Incident) => Change<T>,
  alongside: Alongside,
): Promise<T | undefined> {
  const answers: T[] = [];
  await desk.change(
    id,
    (seen) => {
      const { answer, incident } = change(seen);
      answers.push(answer);
      return incident;
    },
    alongside,
  );
  return answers.at(-1);
}
