import type { Operation } from '../../domain/operation/operation.ts';
import { outputOf } from '../../domain/run/journal.ts';
import type { Session } from './session.ts';

/** Whether a run has changed something that runs: stopping halfway would then be worse than going on. */
export const hasChanged = ({ steps }: Operation, { journal }: Pick<Session, 'journal'>): boolean =>
  steps.some(
    (step) =>
      step.kind === 'effect' && step.does !== 'preparation' && outputOf(journal, step.id) !== undefined,
  );
