import type { EffectStep, LookStep, OutputOf, StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { findDeployment } from '../rollout/find-deployment.ts';
import { registerRevision } from '../rollout/register-revision.ts';
import { roll } from '../rollout/roll.ts';
import { runRevision } from '../rollout/run-revision.ts';
import { type Verified, verifyImage } from '../rollout/verify-image.ts';
import type { GoBack } from './go-back.ts';

/** How the steps fit into their operation. */
export interface BackRules<I> {
  /** Before each id: `back-`, or nothing. */
  readonly prefix: string;
  readonly when: LookStep<I>['when'];
  /** The step that has fixed what is gone back to. */
  readonly choose: OutputOf<GoBack>;
  /** Whose word ECS needs at a PAUSE hook: of whoever may resume, or the consent that the policy wants. */
  readonly atHook: 'resume' | 'consent';
}

/** The steps that run an older image again, and the last of them, which has seen it run. */
export interface BackSteps<I> {
  readonly steps: readonly (LookStep<I> | EffectStep<I>)[];
  readonly verify: OutputOf<Verified>;
}

/** Registers a revision pinned to the chosen digest, runs it, follows it, and looks at what the tasks then run. */
export function backSteps<I>({ prefix, when, choose, atHook }: BackRules<I>): BackSteps<I> {
  const id = (name: string): string => `${prefix}${name}`;
  const register = registerRevision<I>({ id: id('register'), when, wanted: (ctx) => ctx.output(choose) });
  const ask = runRevision<I>({
    id: id('ask'),
    when,
    primary: (ctx) => ctx.output(choose).primary,
    register,
    image: (ctx) => ctx.output(choose).image,
  });
  const find = findDeployment<I>({
    id: id('find'),
    when,
    before: (ctx) => ctx.output(choose).serviceDeployment,
  });
  const follow = roll<I>({
    id: id('roll'),
    when,
    asked: ask,
    found: find,
    before: (ctx) => ctx.output(choose),
    goes: 'back',
    ...(atHook === 'consent'
      ? {
          made: (ctx: StepContext<I>) => ({
            taskDefinition: ctx.output(register).taskDefinition,
            image: ctx.output(choose).image,
          }),
        }
      : {}),
    told: failedToo,
  });
  const verify = verifyImage<I>({ id: id('verify'), when, asked: ask, wanted: (ctx) => ctx.output(choose) });
  return { steps: [register, ask, find, follow, verify], verify };
}

/** The way back didn't work out: nothing that sounds like a rollback that did. */
function failedToo(outcome: Outcome): Outcome {
  switch (outcome.kind) {
    case 'failed':
      return { ...outcome, reason: `The way back failed: ${outcome.reason}` };
    case 'rolled-back':
      return { kind: 'failed', reason: `The way back failed, and ECS undid it: ${outcome.reason}` };
    case 'gave-up':
    case 'superseded':
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'succeeded':
      return outcome;
  }
}
