import { z } from 'zod';
import { defineOperation } from '../../domain/operation/operation.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { backSteps } from '../rollback/back-steps.ts';
import { checkRolling } from '../rollback/check-rolling.ts';
import { choosePast } from '../rollback/choose-past.ts';
import { followBack } from '../rollback/follow-back.ts';
import { keepOff } from '../rollback/keep-off.ts';
import { rollbackDecides } from '../rollback/rollback-decides.ts';
import { stopDeployment } from '../rollback/stop-deployment.ts';
import { heldAtHook } from '../rollout/held-at-hook.ts';
import { typedTarget } from '../rollout/names.ts';
import { reason } from '../rollout/reason.ts';
import { sayEnd } from '../rollout/say-end.ts';

const Input = z.object({
  to: z.string().trim().min(1).max(100).optional().meta({
    label: 'To',
    suggest: 'deployment',
    description: 'a digest, a tag, a revision `:41` or a run `#12`; what ended well last if left out',
  }),
  reason,
  dryRun: z.boolean().default(false).meta({
    label: 'Only show what would change',
    description: 'only show what would change, and the same as AWS CLI commands',
  }),
});
type Input = z.output<typeof Input>;

const check = checkRolling<Input>();

const stop = stopDeployment<Input>(check);

const tookBack = followBack<Input>(check);

/** Whether ECS's own way back wasn't enough, or there was nothing to stop. */
const isUnsettled = (ctx: StepContext<Input>): boolean => ctx.done(tookBack)?.settled === undefined;

const choose = choosePast<Input>(isUnsettled, check);

const back = backSteps<Input>({ prefix: '', when: isUnsettled, choose, atHook: 'consent' });

const lock = keepOff<Input>(check);

/** Says what runs now, and that deploys are locked. */
const close = sayEnd<Input>((ctx) => {
  const what = ctx.done(tookBack)?.settled ?? ctx.output(back.verify).summary;
  const locked =
    ctx.done(lock) === undefined
      ? ''
      : `. Deploys stay locked until somebody says \`unlock ${typedTarget(ctx)}\``;
  return { kind: 'succeeded', summary: `${what}${locked}` };
});

/**
 * Brings back an image that ran before, by its digest: ECS's own way back where a deployment is under way, else a
 * revision that pins it. Takes over from whatever changes the service.
 */
export const rollback = defineOperation({
  name: 'rollback',
  version: 3,
  summary: 'bring back an image that ran before, by its digest',
  example: 'rollback registry --reason "5xx since v2"',
  input: Input,
  permission: 'rollback',
  lock: 'service',
  freezable: 'allowed-in-freeze',
  lockable: 'allowed-under-lock',
  takesOver: ['deploy', 'restart', 'scale'],
  decides: (ctx) => rollbackDecides(ctx.input.to, ctx.output(check), ctx.done(choose)),
  // What is under way is stopped first: no hook holds that.
  held: heldAtHook((ctx) => {
    const { rolling, hook } = ctx.output(check);
    return rolling ? 'no-deployment' : hook;
  }),
  goesOn: 'ECS goes on with what has begun',
  needs: [
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceDeployments',
    'ecs:StopServiceDeployment',
    'ecs:ContinueServiceDeployment',
    'ecs:DescribeServiceRevisions',
    'ecs:DescribeTaskDefinition',
    'ecs:ListTaskDefinitions',
    'ecs:RegisterTaskDefinition',
    'ecs:TagResource',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'iam:PassRole',
    'logs:FilterLogEvents',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeTargetGroups',
  ],
  steps: [check, stop, tookBack, choose, ...back.steps, lock, close],
});
