import { StepId } from '../../domain/ids.ts';
import type { WhyBack } from '../../domain/operation/crossing.ts';
import type { Looked, StepContext } from '../../domain/operation/step.ts';
import type { ServiceDeployment } from '../../domain/rollout/service-deployment.ts';
import { answeredAt, answerHook, hookKey } from './answer-hook.ts';

/**
 * What is left to do about hooks that consent was asked for and at which the deployment doesn't wait any more: finish what
 * ECS was about to be told, or tell that it went on without us. Looks at ECS itself first: views lag, and aren't signed.
 */
export async function pastHooks(
  ctx: StepContext<unknown>,
  deployment: ServiceDeployment,
): Promise<Looked<never> | undefined> {
  for (const { hook, stands } of ctx.askedHooks()) {
    const isPast = hook.deployment === deployment.arn && hook.id !== deployment.hook?.id;
    if (!isPast || stands === 'over') continue;
    // It was taken back: its end says by whom.
    if (stands === 'open' && !WENT_ON.has(deployment.status)) continue;
    const now = await ctx.ports.ecs.describeServiceDeployment(ctx.target, hook.deployment);
    if (!now.ok) return { kind: 'fault', fault: now.fault };
    if (now.value.hook?.id === hook.id) continue;
    if (stands !== 'open')
      return { kind: 'do', errand: answerHook(hook, stands === 'going' ? 'CONTINUE' : 'ROLLBACK') };
    if (!WENT_ON.has(now.value.status)) continue;
    const isTime = hook.expiresAt !== undefined && ctx.clock.now() >= hook.expiresAt;
    const stage = hook.stage === undefined ? '' : ` (${hook.stage})`;
    const how = isTime
      ? `The time of ECS's PAUSE hook${stage} was over, and ECS continued by itself, or somebody did in AWS.`
      : `Somebody continued it at ECS's PAUSE hook${stage} in AWS.`;
    return { kind: 'passed', id: StepId.parse(hookKey(hook)), how };
  }
  return undefined;
}

/** How a deployment stands that wasn't stopped or taken back. */
const WENT_ON: ReadonlySet<ServiceDeployment['status']> = new Set(['IN_PROGRESS', 'SUCCESSFUL']);

/** Why the run itself had a deployment rolled back at a hook; undefined: it hadn't, or a person said so without reasons. */
export const whyTakenBack = (
  ctx: StepContext<unknown>,
  deployment: Pick<ServiceDeployment, 'arn'> | undefined,
): WhyBack | undefined =>
  ctx
    .askedHooks()
    .filter(({ hook }) => hook.deployment === deployment?.arn)
    .flatMap(({ hook }) => answeredAt(ctx, hook)?.why ?? [])
    .at(-1);
