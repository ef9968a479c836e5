import type { Decision } from '../../domain/guard/may-do.ts';
import type { Permission } from '../../domain/guard/permission.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { RunRequest } from '../../domain/run/run.ts';
import { hasChanged } from './has-changed.ts';
import type { Session } from './session.ts';

/** Whether the policy of this process lets a run change anything, as far as a worker can tell. */
export type Permitted = (request: RunRequest, permission: Permission) => Decision;

/**
 * Whether a run may make its next effect. Once it has changed something that runs it may, so that nothing is left half
 * done because a rule was taken away meanwhile: to stop everything there is the read-only mode.
 */
export const permittedNow = (
  operation: Operation,
  session: Pick<Session, 'run' | 'journal'>,
  permitted: Permitted,
): 'permitted' | 'withdrawn' =>
  hasChanged(operation, session) || permitted(session.run.request, operation.spec.permission).kind === 'yes'
    ? 'permitted'
    : 'withdrawn';
