import { z } from 'zod';
import type { TaskDefinitionState } from '../world/state.ts';
import { EcsError } from './errors.ts';
import type { Answer, Scope } from './operation.ts';
import { operation, seconds } from './operation.ts';

/** By family, by `family:revision` or by ARN; a family alone means its latest. Throws ClientException. */
export const findTaskDefinition = (wanted: string, { world, region }: Scope): TaskDefinitionState => {
  const [family, revision] = wanted.replace(/^.*task-definition\//, '').split(':');
  const found = world
    .read()
    .taskDefinitions.findLast(
      (one) =>
        one.region === region &&
        one.family === family &&
        (revision === undefined || one.revision === Number(revision)),
    );
  if (found === undefined) throw new EcsError('ClientException', 'Unable to describe task definition.');
  return found;
};

const logConfiguration = ({ container, logGroup }: TaskDefinitionState, region: string): Answer =>
  logGroup === undefined
    ? {}
    : {
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': logGroup,
            'awslogs-region': region,
            'awslogs-stream-prefix': container,
          },
        },
      };

/** DescribeTaskDefinition: the family's one container and its image. */
export const describeTaskDefinition = operation(
  'DescribeTaskDefinition',
  z.object({ taskDefinition: z.string() }),
  (input, scope) => {
    const { region } = scope;
    const found = findTaskDefinition(input.taskDefinition, scope);
    return {
      taskDefinition: {
        taskDefinitionArn: found.arn,
        family: found.family,
        revision: found.revision,
        status: 'ACTIVE',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [
          { name: found.container, image: found.image, essential: true, ...logConfiguration(found, region) },
        ],
        registeredAt: seconds(found.registeredAt),
      },
    };
  },
);
