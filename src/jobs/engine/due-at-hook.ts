import type { Requirement } from '../../domain/approval/approval-rule.ts';
import type { Decided } from '../../domain/approval/change.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Step } from '../../domain/operation/step.ts';
import { decisionsIn } from '../../domain/run/signal.ts';
import { consentQuestion } from './asking.ts';
import { contextOf } from './context.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Session } from './session.ts';

/** A consent that is to be given while ECS holds what was begun. */
export interface DueAtHook {
  readonly requirement: Requirement;
  readonly decided: Decided;
}

/**
 * What consent a run takes at a PAUSE hook, by the policy of this process; undefined: none, as where it was given before the
 * run began. Only signed decisions say that it was.
 */
export function dueAtHook(
  { consents, ...parts }: Pick<EngineParts, 'consents' | 'ports' | 'clock' | 'pace' | 'policy'>,
  operation: Operation,
  step: Step<unknown>,
  session: Session,
): DueAtHook | undefined {
  const { request } = session.run;
  const decided = operation.decides(contextOf(parts, session, step));
  const requirement = consents.requirement(request, decided.change);
  if (requirement?.at !== 'hook') return undefined;
  const subject = consents.subject(request, decided);
  const asked = session.journal.findLast((entry) => entry.kind === 'asked' && entry.subject === subject);
  if (asked?.kind === 'asked') {
    const question = consentQuestion(consents, session, asked, requirement);
    const { kind } = consents.standing(question, decisionsIn(session.signals));
    if (kind === 'approved' || kind === 'broken-glass') return undefined;
  }
  return { requirement, decided };
}
