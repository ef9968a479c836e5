import { z } from 'zod';
import { type LookStep, lookStep, type OutputOf, type StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Asked } from './asked.ts';
import { lookCommands } from './by-hand.ts';
import type { Found } from './find-deployment.ts';
import { followRollout } from './follow-rollout.ts';
import { LONGEST_PAUSE, outOfTime } from './outcomes.ts';
import type { Made } from './see-at-hook.ts';

const Rolled = z.object({ running: z.number(), desired: z.number() });
/** The tasks when the rollout was over. */
export type Rolled = z.output<typeof Rolled>;

/** How the step fits into its operation. */
export interface RollRules<I> {
  readonly id: string;
  readonly when?: LookStep<I>['when'];
  readonly asked: OutputOf<Asked>;
  readonly found: OutputOf<Found>;
  /** The service before. */
  readonly before: (ctx: StepContext<I>) => { readonly primary: string; readonly hasBreaker: boolean };
  /** Whether it brings something new, or what ran before; something new unless told. */
  readonly goes?: 'forward' | 'back';
  /** What the run made, where going on at a PAUSE hook may take consent; nothing of the kind unless told. */
  readonly made?: (ctx: StepContext<I>) => Made;
  /** What an end that isn't success is called here; as it is unless told. */
  readonly told?: (outcome: Outcome) => Outcome;
}

/** The step that follows the rollout to its end; only ECS's own success leads on. */
export const roll = <I>({
  id,
  when,
  asked,
  found,
  before,
  goes = 'forward',
  made,
  told = (outcome) => outcome,
}: RollRules<I>): LookStep<I, Rolled> =>
  lookStep<I, Rolled>({
    id,
    title: 'follow the rollout',
    ...(when ? { when } : {}),
    ...(made ? { awaits: 'consent' as const } : {}),
    limit: (pace) => pace.rolloutLimit + LONGEST_PAUSE,
    output: Rolled,
    onLimit: (ctx) => told(outOfTime(ctx)),
    byHand: lookCommands,
    async look(ctx) {
      const { primary, hasBreaker } = before(ctx);
      const looked = await followRollout(ctx, {
        deploymentId: ctx.output(asked).deployment,
        previousId: primary,
        serviceDeployment: ctx.output(found).serviceDeployment,
        hasBreaker,
        success: () => 'the rollout is over',
        goes,
        made: made?.(ctx),
      });
      if (looked.kind !== 'end') return looked;
      const { outcome, progress } = looked;
      if (outcome.kind !== 'succeeded') return { ...looked, outcome: told(outcome) };
      const { running = 0, desired = 0 } = progress ?? {};
      return { kind: 'next', output: { running, desired }, ...(progress ? { progress } : {}) };
    },
  });
