import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { IMAGE_SAID } from '../../domain/image/image-ref.ts';
import { defineOperation } from '../../domain/operation/operation.ts';
import { lookStep, type StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { chooseImage } from '../deploy/choose-image.ts';
import { deployDecides } from '../deploy/deploy-decides.ts';
import { preflight } from '../deploy/preflight.ts';
import { returnToBefore } from '../deploy/return-to-before.ts';
import { backSteps } from '../rollback/back-steps.ts';
import { bake } from '../rollout/bake.ts';
import { checkService } from '../rollout/check-service.ts';
import { findDeployment } from '../rollout/find-deployment.ts';
import { heldAtHook } from '../rollout/held-at-hook.ts';
import { typedTarget } from '../rollout/names.ts';
import { reason } from '../rollout/reason.ts';
import { registerRevision } from '../rollout/register-revision.ts';
import { roll } from '../rollout/roll.ts';
import { runRevision } from '../rollout/run-revision.ts';
import { sayEnd } from '../rollout/say-end.ts';
import { verifyImage } from '../rollout/verify-image.ts';

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

const DRY: Outcome = { kind: 'succeeded', summary: 'This was a dry run. Nothing was changed.' };

const check = checkService<Input>({
  idle: 'there is nothing to replace',
  again: (ctx) =>
    `deploy ${typedTarget(ctx)}${ctx.input.image === undefined ? '' : ` --image ${ctx.input.image}`} --force`,
});

const image = chooseImage<Input>(check);

const needs = preflight<Input>({ taskDefinition: (ctx) => ctx.output(check).taskDefinition });

/** A dry run has shown what would change, and that nothing lacks. */
const dryRun = lookStep<Input, never>({
  id: 'dry-run',
  title: 'end the dry run',
  when: (ctx) => ctx.input.dryRun,
  limit: () => minutes(60),
  output: z.never(),
  onLimit: () => DRY,
  look: async () => ({ kind: 'end', outcome: DRY }),
});

const register = registerRevision<Input>({
  id: 'register',
  wanted: (ctx) => ({ ...ctx.output(image), copyOf: ctx.output(check).taskDefinition }),
});

const ask = runRevision<Input>({
  id: 'ask',
  primary: (ctx) => ctx.output(check).primary,
  register,
  image: (ctx) => ctx.output(image).image,
});

const find = findDeployment<Input>({ id: 'find', before: (ctx) => ctx.output(check).serviceDeployment });

const follow = roll<Input>({
  id: 'roll',
  asked: ask,
  found: find,
  before: (ctx) => ctx.output(check),
  made: (ctx) => ({
    taskDefinition: ctx.output(register).taskDefinition,
    image: ctx.output(image).image,
  }),
});

const verify = verifyImage<Input>({ id: 'verify', asked: ask, wanted: (ctx) => ctx.output(image) });

const prove = bake<Input>({
  id: 'bake',
  since: (ctx) => ctx.output(verify).at,
  before: (ctx) => ctx.output(image).rang,
});

const isTakenBack = (ctx: StepContext<Input>): boolean => ctx.output(prove).kind === 'back';

const before = returnToBefore<Input>({ when: isTakenBack, check, image, ask, bake: prove });

const back = backSteps<Input>({ prefix: 'back-', when: isTakenBack, choose: before, atHook: 'resume' });

/** Says how it really ended: what runs, what watched it, or what was brought back and why. */
const close = sayEnd<Input>((ctx) => {
  const { kind, said, by } = ctx.output(prove);
  if (kind !== 'back') return { kind: 'succeeded', summary: `${ctx.output(verify).summary}; ${said}` };
  return { kind: 'rolled-back', by, reason: `${said}. ${ctx.output(back.verify).summary} again.` };
});

/**
 * Runs another image: a revision pinned to its digest, a rollout, a look at what the tasks then really run, and a watch on
 * alarms and health that ends in success or in the way back.
 */
export const deploy = defineOperation({
  name: 'deploy',
  version: 4,
  summary: 'run another image, pinned by its digest',
  example: 'deploy registry --image v2',
  input: Input,
  permission: 'deploy',
  lock: 'service',
  freezable: 'stopped-by-freeze',
  lockable: 'stopped-by-lock',
  decides: (ctx) => deployDecides(ctx.output(check), ctx.output(image)),
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
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'iam:PassRole',
    'cloudwatch:DescribeAlarms',
    'iam:GetRole',
    'secretsmanager:DescribeSecret',
    'ssm:GetParameters',
    'logs:DescribeLogGroups',
    'ecs:ContinueServiceDeployment',
    'ecs:DescribeServiceRevisions',
    'logs:FilterLogEvents',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeTargetGroups',
  ],
  steps: [
    check,
    image,
    needs,
    dryRun,
    register,
    ask,
    find,
    follow,
    verify,
    prove,
    before,
    ...back.steps,
    close,
  ],
});
