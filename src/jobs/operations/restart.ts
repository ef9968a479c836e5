import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { shortDigest } from '../../domain/image/image.ts';
import { defineOperation } from '../../domain/operation/operation.ts';
import { effectStep, type StepContext } from '../../domain/operation/step.ts';
import { restartDecides } from '../restart/restart-decides.ts';
import { sameCode } from '../restart/same-code.ts';
import { Asked, AskIntent, begun, newPrimary } from '../rollout/asked.ts';
import { forceCommand, lookCommands } from '../rollout/by-hand.ts';
import { checkService } from '../rollout/check-service.ts';
import { findDeployment } from '../rollout/find-deployment.ts';
import { heldAtHook } from '../rollout/held-at-hook.ts';
import { revisionName, typedTarget } from '../rollout/names.ts';
import { unfit } from '../rollout/outcomes.ts';
import { reason } from '../rollout/reason.ts';
import { registerRevision } from '../rollout/register-revision.ts';
import { roll } from '../rollout/roll.ts';
import { sayEnd } from '../rollout/say-end.ts';
import { stillPins } from '../rollout/still-pins.ts';
import { verifyImage } from '../rollout/verify-image.ts';

const Input = z.object({
  reason,
  force: z.boolean().default(false).meta({
    label: 'Replace a deployment that is under way',
    description: 'restart even while another deployment is under way; it is replaced',
  }),
  pin: z.boolean().default(false).meta({
    label: 'The code that runs now, even where its tag has moved',
    description: 'the code that runs now, pinned by its digest, even where its tag has moved',
  }),
});
type Input = z.output<typeof Input>;

const check = checkService<Input>({
  idle: 'there is nothing to restart',
  again: (ctx) => `restart ${typedTarget(ctx)} --force`,
});

const code = sameCode<Input>(check);

const isPinned = (ctx: StepContext<Input>): boolean => ctx.output(code).pinned !== undefined;

const register = registerRevision<Input>({
  id: 'register',
  when: isPinned,
  wanted(ctx) {
    const { pinned } = ctx.output(code);
    if (!pinned) throw new Error('nothing is to be pinned');
    return pinned;
  },
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
    const taskDefinition = ctx.done(register)?.taskDefinition ?? before.taskDefinition;
    return { notPrimary: before.primary, taskDefinition };
  },
  async fits(ctx, intent) {
    const { pinned } = ctx.output(code);
    return pinned ? stillPins(ctx, intent.taskDefinition, pinned.image) : { kind: 'fits' };
  },
  async act(ctx, intent) {
    const { ecs } = ctx.ports;
    return begun(
      isPinned(ctx)
        ? await ecs.update(ctx.target, { taskDefinition: intent.taskDefinition })
        : await ecs.forceNewDeployment(ctx.target),
      intent,
    );
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
  byHand: (ctx) => [forceCommand(ctx), ...lookCommands(ctx)],
});

const find = findDeployment<Input>({ id: 'find', before: (ctx) => ctx.output(check).serviceDeployment });

const follow = roll<Input>({
  id: 'roll',
  asked: ask,
  found: find,
  before: (ctx) => ctx.output(check),
  made: (ctx) => ({
    taskDefinition: ctx.done(register)?.taskDefinition ?? ctx.output(check).taskDefinition,
    image: ctx.output(code).pinned?.image,
  }),
});

const verify = verifyImage<Input>({
  id: 'verify',
  asked: ask,
  when: (ctx) => ctx.output(code).same !== undefined,
  wanted(ctx) {
    const { same } = ctx.output(code);
    if (!same) throw new Error('which code must run is not known');
    return same;
  },
});

/** Says how many tasks are new, and whether they run the same code as before. */
const close = sayEnd<Input>((ctx) => {
  const { running, desired } = ctx.output(follow);
  const { same, pinned } = ctx.output(code);
  const how = pinned ? ', pinned' : '';
  const which = same === undefined ? '' : `, with the same code (${shortDigest(same.digest)}${how})`;
  return { kind: 'succeeded', summary: `${running} of ${desired} tasks are new and running${which}` };
});

/** Replaces a service's tasks by new ones of the same task definition, and says how that really ended. */
export const restart = defineOperation({
  name: 'restart',
  version: 4,
  summary: "replace a service's tasks with new ones of the same revision",
  example: 'restart registry --reason "memory leak"',
  input: Input,
  permission: 'restart',
  lock: 'service',
  freezable: 'stopped-by-freeze',
  // The same revision under a tag that can't be looked up may bring another image.
  lockable: 'stopped-by-lock',
  decides: (ctx) => restartDecides(ctx.output(check), ctx.output(code)),
  held: heldAtHook((ctx) => ctx.output(check).hook),
  goesOn: 'ECS goes on with the deployment that has begun',
  needs: [
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceDeployments',
    'ecs:DescribeTaskDefinition',
    'ecs:ListTaskDefinitions',
    'ecs:RegisterTaskDefinition',
    'ecs:TagResource',
    'iam:PassRole',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'logs:FilterLogEvents',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeTargetGroups',
    'ecs:ContinueServiceDeployment',
    'ecs:DescribeServiceRevisions',
  ],
  steps: [check, code, register, ask, find, follow, verify, close],
});
