import { createHash } from 'node:crypto';
import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { StepId } from '../../domain/ids.ts';
import type { WhyBack } from '../../domain/operation/crossing.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { type EffectStep, effectStep, type Fit, type OutputOf } from '../../domain/operation/step.ts';
import type { AwaitedHook } from '../../domain/run/question.ts';
import { unfit } from './outcomes.ts';

const Why = z.object({ by: z.enum(['hook', 'hand']), reason: z.string() });
const Answered = z.object({ action: z.enum(['CONTINUE', 'ROLLBACK']), why: Why.exactOptional() });
/** What ECS was told at a hook; `why`: nobody consented. */
export type Answered = z.output<typeof Answered>;
/** What is stored before ECS is told. */
const Intent = z.object({ deployment: z.string(), hook: z.string(), ...Answered.shape });

/** Tells this hook of this deployment from every other, in a step's id. */
export const hookKey = ({ deployment, id }: Pick<AwaitedHook, 'deployment' | 'id'>): string =>
  `hook-${createHash('sha256').update(`${deployment} ${id}`).digest('hex').slice(0, 12)}`;

/** What ECS was told at a hook, as a run remembers it. */
export const answeredAt = (hook: Pick<AwaitedHook, 'deployment' | 'id'>): OutputOf<Answered> => ({
  id: StepId.parse(hookKey(hook)),
  output: Answered,
});

const DID = {
  CONTINUE: 'goes on with the deployment',
  ROLLBACK: 'rolls the deployment back',
} as const;

/** How the answer fits into its run. */
export interface AnswerRules {
  readonly action: Answered['action'];
  readonly why?: WhyBack | undefined;
  /** A last look before ECS is told to go on; it fits where this is absent. */
  readonly fits?: (ctx: StepContext<unknown>) => Promise<Fit>;
}

/**
 * The errand that tells ECS how a deployment goes on which waits at a PAUSE hook (ECS API, ContinueServiceDeployment). A hook
 * is answered once: what was stored first is what is told.
 */
export function answerHook(
  hook: AwaitedHook,
  { action, why, fits }: AnswerRules,
): EffectStep<unknown, Answered> {
  const stage = hook.stage === undefined ? '' : ` (${hook.stage})`;
  const output = (intent: z.output<typeof Intent>): Answered => ({
    action: intent.action,
    ...(intent.why ? { why: intent.why } : {}),
  });
  return effectStep<unknown, Answered, z.output<typeof Intent>>({
    id: hookKey(hook),
    title: 'answer the PAUSE hook',
    call: 'ecs:ContinueServiceDeployment',
    limit: () => minutes(5),
    output: Answered,
    intent: Intent,
    onLimit: () => unfit('ECS took no answer to its PAUSE hook for 5 minutes. It goes on by itself.'),
    plan: () => ({ deployment: hook.deployment, hook: hook.id, action, ...(why ? { why } : {}) }),
    fits: async (ctx, intent) => (intent.action === 'CONTINUE' && fits ? fits(ctx) : { kind: 'fits' }),
    async act(ctx, intent) {
      const { ecs } = ctx.ports;
      const told = await ecs.continueDeployment(
        ctx.target,
        { arn: intent.deployment, hook: intent.hook },
        intent.action,
      );
      if (told.ok) {
        const effect = `ECS ${DID[intent.action]} at its PAUSE hook${stage}.`;
        return { kind: 'happened', output: output(intent), effect };
      }
      if (told.fault.kind !== 'invalid') return { kind: 'fault', fault: told.fault };
      const effect = `ECS doesn't wait at its PAUSE hook${stage} any more: somebody else was first, or its time was over.`;
      return { kind: 'happened', output: output(intent), effect };
    },
    async done(ctx, intent) {
      const read = await ctx.ports.ecs.describeServiceDeployment(ctx.target, intent.deployment);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      if (read.value.hook?.id === intent.hook) return { kind: 'absent' };
      const effect = `ECS doesn't wait at its PAUSE hook${stage} any more.`;
      return { kind: 'happened', output: output(intent), effect };
    },
    question: (_ctx, intent) => `Did ECS take the answer (${intent.action.toLowerCase()}) to its PAUSE hook?`,
    byHand: ({ target }) => [
      `aws ecs continue-service-deployment --region ${target.region} --service-deployment-arn ${hook.deployment} --hook-id ${hook.id} --action ${action}`,
    ],
  });
}
