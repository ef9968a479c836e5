import { hash, RunNumber } from '../../domain/ids.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Step } from '../../domain/operation/step.ts';
import { outputOf } from '../../domain/run/journal.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { cancelOf, yieldOf } from '../../domain/run/signal.ts';
import { isInDoubt } from './effect.ts';
import type { Session } from './session.ts';

/** A run may be stopped unless an effect of it may have happened without being known. */
const isSafePoint = (step: Step<unknown>, session: Session): boolean =>
  step.kind === 'look' || isInDoubt({ step, session }) === undefined;

/** How the run ends here because somebody wants it to stop, or undefined: nobody does, or this is no safe point. */
export function stoppedHere(
  operation: Operation,
  step: Step<unknown>,
  session: Session,
): Outcome | undefined {
  const cancel = cancelOf(session.signals);
  if (!cancel && !yieldOf(session.signals)) return undefined;
  if (!isSafePoint(step, session)) return undefined;
  return cancel
    ? { kind: 'cancelled', reason: `<@${cancel.user}> cancelled it. ${whatGoesOn(operation, step, session)}` }
    : takenOver(session, whatGoesOn(operation, step, session));
}

/** Another run has taken the target over; undefined where none wants to. */
export function takenOver({ signals }: Pick<Session, 'signals'>, goesOn: string): Outcome | undefined {
  const taker = yieldOf(signals);
  if (!taker) return undefined;
  const who = `${hash(RunNumber.parse(taker.by))} (${taker.operation})`;
  return { kind: 'superseded', reason: `${who} took the service over. ${goesOn}`, by: 'run' };
}

/** What a run that stops here has changed, and what ECS does with that. */
function whatGoesOn(
  { spec, steps }: Operation,
  { goesOn = spec.goesOn }: Step<unknown>,
  session: Session,
): string {
  const done = steps.filter(
    (step) => step.kind === 'effect' && outputOf(session.journal, step.id) !== undefined,
  );
  const hook = session.run.question?.approval?.hook;
  if (hook)
    return `ECS still waits at its PAUSE hook, and ${hook.otherwise === 'ROLLBACK' ? 'rolls back' : 'continues'} by itself when the hook's time is over.`;
  const isPrepared = done.every((step) => step.kind === 'effect' && step.does === 'preparation');
  if (done.length === 0) return 'Nothing was changed.';
  return isPrepared ? 'What was prepared stays, and nothing uses it.' : `${goesOn}.`;
}
