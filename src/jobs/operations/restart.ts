import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { defineOperation } from '../../domain/operation/operation.ts';
import { effectStep, lookStep } from '../../domain/operation/step.ts';
import { Asked, AskIntent, begun, newPrimary } from '../rollout/asked.ts';
import { checkService } from '../rollout/check-service.ts';
import { findDeployment } from '../rollout/find-deployment.ts';
import { followRollout } from '../rollout/follow-rollout.ts';
import { revisionName, typedTarget } from '../rollout/names.ts';
import { outOfTime, unfit } from '../rollout/outcomes.ts';
import { reason } from '../rollout/reason.ts';

const Input = z.object({
  reason,
  force: z.boolean().default(false).meta({
    label: 'Replace a deployment that is under way',
    description: 'restart even while another deployment is under way; it is replaced',
  }),
});
type Input = z.output<typeof Input>;

const check = checkService<Input>({
  idle: 'there is nothing to restart',
  again: (ctx) => `restart ${typedTarget(ctx)} --force`,
});

const ask = effectStep<Input, Asked, AskIntent>({
  id: 'ask',
  title: 'ask ECS for new tasks',
  call: 'ecs:UpdateService',
  limit: () => minutes(5),
  output: Asked,
  intent: AskIntent,
  onLimit: () => unfit('ECS took no request for 5 minutes.'),
  plan(ctx) {
    const before = ctx.output(check);
    return { notPrimary: before.primary, taskDefinition: before.taskDefinition };
  },
  async act(ctx, intent) {
    return begun(await ctx.ports.ecs.forceNewDeployment(ctx.target), intent);
  },
  async done(ctx, intent) {
    const read = await ctx.ports.ecs.describe(ctx.target);
    if (!read.ok) return { kind: 'fault', fault: read.fault };
    const primary = newPrimary(read.value, intent.notPrimary);
    if (!primary) return { kind: 'absent' };
    if (primary.taskDefinition !== intent.taskDefinition) {
      const reason = `a deployment of ${revisionName(primary.taskDefinition)} (${primary.id}) began meanwhile; its tasks are new anyway`;
      return { kind: 'end', outcome: { kind: 'superseded', reason } };
    }
    return {
      kind: 'happened',
      output: { deployment: primary.id, adopted: true },
      effect:
        `Found deployment ${primary.id} of ${revisionName(primary.taskDefinition)}, begun after this run asked, and follows it ` +
        "instead of asking twice. ECS doesn't say who began it.",
    };
  },
  question: (ctx) => `Did ECS begin a new deployment of ${typedTarget(ctx)} for this run?`,
});

const find = findDeployment<Input>(check);

const roll = lookStep<Input, never>({
  id: 'roll',
  title: 'follow the rollout',
  limit: (pace) => pace.rolloutLimit,
  output: z.never(),
  onLimit: outOfTime,
  look(ctx) {
    const before = ctx.output(check);
    const rollout = {
      deploymentId: ctx.output(ask).deployment,
      previousId: before.primary,
      serviceDeployment: ctx.output(find).serviceDeployment,
      hasBreaker: before.hasBreaker,
      success: (progress: { readonly running: number; readonly desired: number }) =>
        `${progress.running} of ${progress.desired} tasks are new and running`,
    };
    return followRollout(ctx, rollout);
  },
});

/** Replaces a service's tasks by new ones of the same task definition, and says how that really ended. */
export const restart = defineOperation({
  name: 'restart',
  version: 1,
  summary: "replace a service's tasks with new ones of the same revision",
  example: 'restart registry --reason "memory leak"',
  input: Input,
  permission: 'restart',
  lock: 'service',
  freezable: 'stopped-by-freeze',
  // The same revision under a mutable tag may bring another image.
  lockable: 'stopped-by-lock',
  goesOn: 'ECS goes on with the deployment that has begun',
  needs: [
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceDeployments',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'logs:FilterLogEvents',
  ],
  steps: [check, ask, find, roll],
});
