import type { Decision } from '../../domain/guard/may-do.ts';
import type { Permission } from '../../domain/guard/permission.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { RunRequest } from '../../domain/run/run.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { hasChanged } from './has-changed.ts';
import type { Session } from './session.ts';

/** Whether the policy of this process lets a run change anything, as far as a worker can tell. */
export type Permitted = (request: RunRequest, permission: Permission) => Decision;

/** Why a run may not make its next effect, or that it may. */
export type PermittedNow = 'permitted' | 'withdrawn' | 'own-service';

/**
 * Whether a run may make its next effect. Once it has changed something that runs it may, so that nothing is left half
 * done because a rule was taken away meanwhile: to stop everything there is the read-only mode. What Wheelhouse itself runs
 * as is never touched: the effect might end the process that follows it.
 */
export const permittedNow = (
  operation: Operation,
  session: Pick<Session, 'run' | 'journal'>,
  {
    permitted,
    isOwn,
  }: { readonly permitted: Permitted; readonly isOwn: (target: ResolvedService) => boolean },
): PermittedNow => {
  const { request } = session.run;
  if (isOwn(request.target)) return 'own-service';
  return hasChanged(operation, session) || permitted(request, operation.spec.permission).kind === 'yes'
    ? 'permitted'
    : 'withdrawn';
};
