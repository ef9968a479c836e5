import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { ago } from '../../domain/image/age.ts';
import { carries, shortDigest } from '../../domain/image/image.ts';
import { IMAGE_SAID } from '../../domain/image/image-ref.ts';
import { defineOperation } from '../../domain/operation/operation.ts';
import { effectStep, lookStep } from '../../domain/operation/step.ts';
import { chooseImage } from '../deploy/choose-image.ts';
import { preflight } from '../deploy/preflight.ts';
import { runningImages } from '../deploy/running-image.ts';
import { Asked, AskIntent, begun, newPrimary } from '../rollout/asked.ts';
import { checkService } from '../rollout/check-service.ts';
import { findDeployment } from '../rollout/find-deployment.ts';
import { followRollout } from '../rollout/follow-rollout.ts';
import { revisionName, typedTarget } from '../rollout/names.ts';
import { outOfTime, unfit } from '../rollout/outcomes.ts';
import { reason } from '../rollout/reason.ts';

const Input = z.object({
  image: z
    .string()
    .trim()
    .regex(IMAGE_SAID, 'Say a tag, or a whole digest: sha256: and 64 hex digits.')
    .optional()
    .meta({
      label: 'Image',
      suggest: 'image',
      description: 'a tag or a digest of its repository; the tag that runs now if left out',
    }),
  reason,
  force: z.boolean().default(false).meta({
    label: 'Even if it runs already, or while another deployment is under way',
    description:
      'deploy even what runs already, or while another deployment is under way; that one is replaced',
  }),
  dryRun: z.boolean().default(false).meta({
    label: 'Only show what would change',
    description: 'only show what would change, and the same as AWS CLI commands',
  }),
});
type Input = z.output<typeof Input>;

const check = checkService<Input>({
  idle: 'there is nothing to replace',
  again: (ctx) =>
    `deploy ${typedTarget(ctx)}${ctx.input.image === undefined ? '' : ` --image ${ctx.input.image}`} --force`,
});

const image = chooseImage<Input>(check);

const needs = preflight<Input>({ taskDefinition: (ctx) => ctx.output(check).taskDefinition });

const Registered = z.object({ taskDefinition: z.string() });
/** Stored before RegisterTaskDefinition is called; what reading back looks for. */
const RegisterIntent = z.object({ family: z.string(), after: z.number() });

const register = effectStep<Input, z.output<typeof Registered>, z.output<typeof RegisterIntent>>({
  id: 'register',
  title: 'register a revision with the image',
  call: 'ecs:RegisterTaskDefinition',
  does: 'preparation',
  limit: () => minutes(5),
  output: Registered,
  intent: RegisterIntent,
  onLimit: () => unfit('ECS took no new revision for 5 minutes.'),
  plan(ctx) {
    const { family, newestRevision } = ctx.output(image);
    return { family, after: newestRevision };
  },
  async act(ctx) {
    const chosen = ctx.output(image);
    const made = await ctx.ports.taskDefinitions.register(ctx.target, {
      copyOf: ctx.output(check).taskDefinition,
      container: ctx.target.container,
      image: chosen.image,
      run: ctx.run.request.id,
      imageTag: chosen.tag,
    });
    if (!made.ok) return { kind: 'fault', fault: made.fault };
    return {
      kind: 'happened',
      output: { taskDefinition: made.value.arn },
      effect: `Registered ${revisionName(made.value.arn)}, which pins ${chosen.said} to ${shortDigest(chosen.digest)}.`,
    };
  },
  async done(ctx, { family, after }) {
    const found = await ctx.ports.taskDefinitions.findByRun(ctx.target, {
      family,
      run: ctx.run.request.id,
      after,
    });
    if (!found.ok) return { kind: 'fault', fault: found.fault };
    if (found.value === 'absent') return { kind: 'absent' };
    return {
      kind: 'happened',
      output: { taskDefinition: found.value.arn },
      effect: `Found ${revisionName(found.value.arn)}, which this run had registered, and goes on with it.`,
    };
  },
  question: (_ctx, { family }) => `Did ECS register a revision of ${family} for this run?`,
});

const ask = effectStep<Input, Asked, AskIntent>({
  id: 'ask',
  title: 'ask ECS to run it',
  call: 'ecs:UpdateService',
  limit: () => minutes(5),
  output: Asked,
  intent: AskIntent,
  onLimit: (ctx) => ({
    kind: 'failed',
    reason: `ECS took no request for 5 minutes. ${revisionName(ctx.output(register).taskDefinition)} is registered, and nothing runs it.`,
  }),
  plan: (ctx) => ({
    notPrimary: ctx.output(check).primary,
    taskDefinition: ctx.output(register).taskDefinition,
  }),
  async act(ctx, intent) {
    return begun(await ctx.ports.ecs.update(ctx.target, { taskDefinition: intent.taskDefinition }), intent);
  },
  async done(ctx, { notPrimary, taskDefinition }) {
    const read = await ctx.ports.ecs.describe(ctx.target);
    if (!read.ok) return { kind: 'fault', fault: read.fault };
    // Nobody else knows this run's revision: whatever deploys it was asked for here.
    const ours = read.value.deployments.find((one) => one.taskDefinition === taskDefinition);
    if (ours) {
      return {
        kind: 'happened',
        output: { deployment: ours.id, adopted: true },
        effect: `Found deployment ${ours.id} of ${revisionName(taskDefinition)}, which this run had asked for, and follows it.`,
      };
    }
    const other = newPrimary(read.value, notPrimary);
    if (!other) return { kind: 'absent' };
    const reason = `a deployment of ${revisionName(other.taskDefinition)} (${other.id}) began meanwhile; ${revisionName(taskDefinition)} is registered, and nothing runs it`;
    return { kind: 'end', outcome: { kind: 'superseded', reason } };
  },
  question: (ctx) => `Did ECS begin a new deployment of ${typedTarget(ctx)} for this run?`,
});

const find = findDeployment<Input>(check);

const Over = z.object({});

const roll = lookStep<Input, z.output<typeof Over>>({
  id: 'roll',
  title: 'follow the rollout',
  limit: (pace) => pace.rolloutLimit,
  output: Over,
  onLimit: outOfTime,
  async look(ctx) {
    const before = ctx.output(check);
    const looked = await followRollout(ctx, {
      deploymentId: ctx.output(ask).deployment,
      previousId: before.primary,
      serviceDeployment: ctx.output(find).serviceDeployment,
      hasBreaker: before.hasBreaker,
      success: () => 'the rollout is over',
    });
    return looked.kind === 'end' && looked.outcome.kind === 'succeeded'
      ? { kind: 'next', output: {} }
      : looked;
  },
});

/** ECS says that the rollout is over; now the tasks themselves must say which image they run. */
const verify = lookStep<Input, never>({
  id: 'verify',
  title: 'verify what runs',
  limit: () => minutes(2),
  output: z.never(),
  onLimit: (ctx) => ({
    kind: 'failed',
    reason: `ECS finished the rollout, but its tasks don't show the image: ${ctx.run.remark ?? 'they could not be read'}.`,
  }),
  async look(ctx) {
    const chosen = ctx.output(image);
    const running = await runningImages(ctx);
    if (!running.ok) return { kind: 'fault', fault: running.fault };
    const all = running.value.length;
    const right = running.value.filter(
      ({ digest }) => digest !== undefined && carries(chosen, digest),
    ).length;
    if (all > 0 && right === all) {
      const pushed = ago(chosen.pushedAt, ctx.clock.now());
      const summary = `${right} of ${all} tasks run ${chosen.said} (${shortDigest(chosen.digest)}, pushed ${pushed})`;
      return { kind: 'end', outcome: { kind: 'succeeded', summary } };
    }
    const remark = `${right} of ${all} running tasks report ${shortDigest(chosen.digest)}`;
    return { kind: 'again', after: ctx.pace.rolloutEvery, for: 'timer', remark };
  },
});

/** Runs another image: a revision pinned to its digest, a rollout, and a look at what the tasks then really run. */
export const deploy = defineOperation({
  name: 'deploy',
  version: 2,
  summary: 'run another image, pinned by its digest',
  example: 'deploy registry --image v2',
  input: Input,
  permission: 'deploy',
  lock: 'service',
  freezable: 'stopped-by-freeze',
  lockable: 'stopped-by-lock',
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
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'iam:PassRole',
    'iam:GetRole',
    'secretsmanager:DescribeSecret',
    'ssm:GetParameters',
    'logs:DescribeLogGroups',
  ],
  steps: [check, image, needs, register, ask, find, roll, verify],
});
