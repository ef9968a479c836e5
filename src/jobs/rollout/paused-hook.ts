import { createHash } from 'node:crypto';
import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { type EffectStep, effectStep, type Looked, type StepContext } from '../../domain/operation/step.ts';
import type { PausedHook, ServiceDeployment } from '../../domain/rollout/service-deployment.ts';
import type { Question } from '../../domain/run/question.ts';
import { askedAt } from './asked-at.ts';
import { unfit } from './outcomes.ts';

/** A service deployment that waits at a PAUSE hook. */
export interface Paused {
  readonly deployment: ServiceDeployment;
  readonly hook: PausedHook;
}

const Answered = z.object({ action: z.enum(['CONTINUE', 'ROLLBACK']) });
/** What is stored before ECS is told. */
const Intent = z.object({ deployment: z.string(), hook: z.string(), ...Answered.shape });

/** Tells this hook of this deployment from every other, in a step's id. */
const keyOf = ({ deployment, hook }: Paused): string =>
  `hook-${createHash('sha256').update(`${deployment.arn} ${hook.id}`).digest('hex').slice(0, 12)}`;

/**
 * What to do while ECS waits at a PAUSE hook: ask, tell ECS what somebody answered, or wait until it has taken that in
 * (ECS API, ContinueServiceDeployment). Without an answer ECS goes on by itself, and the question says how.
 */
export function atHook(
  ctx: StepContext<unknown>,
  paused: Paused,
): Looked<never> | { readonly question: Question } | { readonly remark: string } {
  const key = keyOf(paused);
  const given = ctx.answerTo(key);
  if (!given) return { question: questionOf(ctx, key, paused) };
  const action = given.answer === 'continue' ? 'CONTINUE' : 'ROLLBACK';
  const errand = tellEcs(key, paused, action);
  if (ctx.done(errand) === undefined) return { kind: 'do', errand };
  return { remark: action === 'CONTINUE' ? 'ECS goes on' : 'ECS is rolling back' };
}

function questionOf(ctx: StepContext<unknown>, key: string, { deployment, hook }: Paused): Question {
  const what = hook.otherwise === 'ROLLBACK' ? 'rolls back' : 'continues';
  const when =
    hook.expiresAt === undefined
      ? 'in time'
      : `within ${Math.max(1, Math.ceil((hook.expiresAt - ctx.clock.now()) / minutes(1)))} min`;
  const stage = deployment.stage === undefined ? '' : ` (${deployment.stage})`;
  return {
    key,
    at: askedAt(ctx, key),
    text: `ECS waits at a PAUSE hook${stage}: continue, or roll back? ECS ${what} by itself if nobody answers ${when}.`,
    choices: [
      { answer: 'continue', label: 'Continue', style: 'primary' },
      {
        answer: 'back',
        label: 'Roll back',
        style: 'danger',
        confirm: 'ECS stops this deployment and brings back the tasks from before.',
      },
    ],
    offers: [],
  };
}

function tellEcs(
  key: string,
  { deployment, hook }: Paused,
  action: 'CONTINUE' | 'ROLLBACK',
): EffectStep<unknown, z.output<typeof Answered>> {
  const did = action === 'CONTINUE' ? 'goes on with the deployment' : 'rolls the deployment back';
  const stage = deployment.stage === undefined ? '' : ` (${deployment.stage})`;
  return effectStep<unknown, z.output<typeof Answered>, z.output<typeof Intent>>({
    id: key,
    title: 'answer the PAUSE hook',
    call: 'ecs:ContinueServiceDeployment',
    limit: () => minutes(5),
    output: Answered,
    intent: Intent,
    onLimit: () => unfit('ECS took no answer to its PAUSE hook for 5 minutes. It goes on by itself.'),
    plan: () => ({ deployment: deployment.arn, hook: hook.id, action }),
    async act(ctx, intent) {
      const { ecs } = ctx.ports;
      const told = await ecs.continueDeployment(
        ctx.target,
        { arn: intent.deployment, hook: intent.hook },
        intent.action,
      );
      if (told.ok) {
        return {
          kind: 'happened',
          output: { action },
          effect: `ECS ${did} at its PAUSE hook${stage}.`,
        };
      }
      if (told.fault.kind !== 'invalid') return { kind: 'fault', fault: told.fault };
      const effect = `ECS doesn't wait at its PAUSE hook${stage} any more: somebody else was first, or its time was over.`;
      return { kind: 'happened', output: { action }, effect };
    },
    async done(ctx, intent) {
      const read = await ctx.ports.ecs.describeServiceDeployment(ctx.target, intent.deployment);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      if (read.value.hook?.id === intent.hook) return { kind: 'absent' };
      return {
        kind: 'happened',
        output: { action },
        effect: `ECS doesn't wait at its PAUSE hook${stage} any more.`,
      };
    },
    question: (_ctx, intent) => `Did ECS take the answer (${intent.action.toLowerCase()}) to its PAUSE hook?`,
    byHand: ({ target }) => [
      `aws ecs continue-service-deployment --region ${target.region} --service-deployment-arn ${deployment.arn} --hook-id ${hook.id} --action ${action}`,
    ],
  });
}
