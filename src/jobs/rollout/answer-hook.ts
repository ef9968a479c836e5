import { createHash } from 'node:crypto';
import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { StepId } from '../../domain/ids.ts';
import { backId, type WhyBack } from '../../domain/operation/crossing.ts';
import { type EffectStep, effectStep, type StepContext } from '../../domain/operation/step.ts';
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
export function answeredAt(
  ctx: StepContext<unknown>,
  hook: Pick<AwaitedHook, 'deployment' | 'id'>,
): Answered | undefined {
  const go = StepId.parse(hookKey(hook));
  const done = (id: StepId): Answered | undefined => ctx.done({ id, output: Answered });
  return done(go) ?? done(backId(go));
}

const DID = {
  CONTINUE: 'goes on with the deployment',
  ROLLBACK: 'rolls the deployment back',
} as const;

/**
 * The errand that tells ECS how a deployment goes on which waits at a PAUSE hook (ECS API, ContinueServiceDeployment): this
 * and nothing else, whatever the run remembers. Going on and going back have ids of their own; ECS itself takes one answer.
 */
export function answerHook(
  hook: AwaitedHook,
  action: Answered['action'],
  why?: WhyBack,
): EffectStep<unknown, Answered> {
  const stage = hook.stage === undefined ? '' : ` (${hook.stage})`;
  const go = StepId.parse(hookKey(hook));
  const output: Answered = { action, ...(why ? { why } : {}) };
  return effectStep<unknown, Answered, z.output<typeof Intent>>({
    id: action === 'CONTINUE' ? go : backId(go),
    title: 'answer the PAUSE hook',
    call: 'ecs:ContinueServiceDeployment',
    limit: () => minutes(5),
    output: Answered,
    intent: Intent,
    onLimit: () => unfit('ECS took no answer to its PAUSE hook for 5 minutes. It goes on by itself.'),
    plan: () => ({ deployment: hook.deployment, hook: hook.id, ...output }),
    async act(ctx) {
      const { deployment: arn, id } = hook;
      const told = await ctx.ports.ecs.continueDeployment(ctx.target, { arn, hook: id }, action);
      if (told.ok) {
        return { kind: 'happened', output, effect: `ECS ${DID[action]} at its PAUSE hook${stage}.` };
      }
      if (told.fault.kind !== 'invalid') return { kind: 'fault', fault: told.fault };
      const effect = `ECS doesn't wait at its PAUSE hook${stage} any more: somebody else was first, or its time was over.`;
      return { kind: 'happened', output, effect };
    },
    async done(ctx) {
      const read = await ctx.ports.ecs.describeServiceDeployment(ctx.target, hook.deployment);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      if (read.value.hook?.id === hook.id) return { kind: 'absent' };
      return {
        kind: 'happened',
        output,
        effect: `ECS doesn't wait at its PAUSE hook${stage} any more.`,
      };
    },
    question: () => `Did ECS take the answer (${action.toLowerCase()}) to its PAUSE hook?`,
    byHand: ({ target }) => [
      `aws ecs continue-service-deployment --region ${target.region} --service-deployment-arn ${hook.deployment} --hook-id ${hook.id} --action ${action}`,
    ],
  });
}
