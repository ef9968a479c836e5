import type { Hold } from '../../domain/hold/hold.ts';
import { stoppersOf } from '../../domain/hold/stoppers.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Holds } from '../../domain/ports/holds.ts';
import { outputOf } from '../../domain/run/journal.ts';
import type { Session } from './session.ts';

/**
 * The freezes and locks that stop a run before its next effect; none once it has changed something that runs, since
 * stopping halfway would be worse. Throws where the store can't be read: then nothing is begun.
 */
export async function holdsThatStop(
  { spec, steps }: Operation,
  { run, journal }: Pick<Session, 'run' | 'journal'>,
  holds: Pick<Holds, 'standing'>,
): Promise<readonly Hold[]> {
  const hasChanged = steps.some(
    (step) =>
      step.kind === 'effect' && step.does !== 'preparation' && outputOf(journal, step.id) !== undefined,
  );
  return hasChanged ? [] : holds.standing(stoppersOf(spec, run.request.target));
}
