import type { Operation } from '../../domain/operation/operation.ts';
import type { AloneReview } from '../../domain/review/review.ts';
import { decisionsIn } from '../../domain/run/signal.ts';
import { targetName } from '../../domain/target/service.ts';
import { contextOf } from './context.ts';
import { isInDoubt } from './effect.ts';
import type { EngineParts } from './engine-parts.ts';
import { hasChanged } from './has-changed.ts';
import type { Session } from './session.ts';

/**
 * The review of what a run did without anybody's consent, where the policy of this process wants one; undefined: none.
 * What may have changed something counts as if it had.
 */
export function doneAlone(
  parts: Pick<EngineParts, 'consents' | 'ports' | 'clock' | 'pace' | 'policy'>,
  operation: Operation,
  session: Session,
): AloneReview | undefined {
  const [first] = operation.steps;
  if (!first || !mayHaveChanged(operation, session)) return undefined;
  const isConsented = decisionsIn(session.signals).some(({ verdict }) => verdict !== 'reject');
  const { request, number } = session.run;
  const { change } = operation.decides(contextOf(parts, session, first));
  if (isConsented || !parts.consents.isReviewed(request, change)) return undefined;
  const { target, origin, reason } = request;
  return {
    kind: 'alone',
    run: request.id,
    number,
    operation: request.operation,
    target: targetName(target),
    change,
    requester: request.actor,
    at: session.now(),
    ...(reason === undefined ? {} : { reason }),
    channel: target.changesChannel ?? origin.channel,
  };
}

const mayHaveChanged = (operation: Operation, session: Session): boolean =>
  hasChanged(operation, session) ||
  operation.steps.some(
    (step) =>
      step.kind === 'effect' && step.does !== 'preparation' && isInDoubt({ step, session }) !== undefined,
  );
