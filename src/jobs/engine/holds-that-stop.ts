import type { Hold } from '../../domain/hold/hold.ts';
import { stoppersOf } from '../../domain/hold/stoppers.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Holds } from '../../domain/ports/holds.ts';
import { hasChanged } from './has-changed.ts';
import type { Session } from './session.ts';

/**
 * The freezes and locks that stop a run before its next effect; none once it has changed something that runs, since
 * stopping halfway would be worse. Throws where the store can't be read: then nothing is begun.
 */
export async function holdsThatStop(
  operation: Operation,
  session: Pick<Session, 'run' | 'journal'>,
  holds: Pick<Holds, 'standing'>,
): Promise<readonly Hold[]> {
  return hasChanged(operation, session)
    ? []
    : holds.standing(stoppersOf(operation.spec, session.run.request.target));
}
