import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { ago } from '../../domain/image/age.ts';
import { carries, shortDigest } from '../../domain/image/image.ts';
import { IMAGE_SAID } from '../../domain/image/image-ref.ts';
import { defineOperation } from '../../domain/operation/operation.ts';
import { effectStep, lookStep } from '../../domain/operation/step.ts';
import { chooseImage } from '../deploy/choose-image.ts';
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

const register = registerRevision<Input>({
  id: 'register',
  wanted: (ctx) => ({ ...ctx.output(image), copyOf: ctx.output(check).taskDefinition }),
});

const ask = runRevision<Input>({ id: 'ask', primary: (ctx) => ctx.output(check).primary, register });

const find = findDeployment<Input>({ id: 'find', before: (ctx) => ctx.output(check).serviceDeployment });

const follow = roll<Input>({ id: 'roll', asked: ask, found: find, before: (ctx) => ctx.output(check) });

const verify = verifyImage<Input>({ id: 'verify', wanted: (ctx) => ctx.output(image) });

/** Runs another image: a revision pinned to its digest, a rollout, and a look at what the tasks then really run. */
export const deploy = defineOperation({
  name: 'deploy',
  version: 1,
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
  ],
  steps: [check, image, register, ask, find, roll, verify],
});
