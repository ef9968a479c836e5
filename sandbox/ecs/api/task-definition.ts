import type { TaskDefinitionState } from '../world/state.ts';
import { EcsError } from './errors.ts';
import { type Answer, seconds } from './operation.ts';

/** By family, by `family:revision` or by ARN; a family alone means its latest ACTIVE one. Throws ClientException. */
export const findTaskDefinition = (
  wanted: string,
  all: readonly TaskDefinitionState[],
  region: string,
): TaskDefinitionState => {
  const [family, revision] = wanted.replace(/^.*task-definition\//, '').split(':');
  const found = all.findLast(
    (one) =>
      one.region === region &&
      one.family === family &&
      (revision === undefined ? one.status === 'ACTIVE' : one.revision === Number(revision)),
  );
  if (found === undefined) throw new EcsError('ClientException', 'Unable to describe task definition.');
  return found;
};

/** A task definition as ECS answers it (ECS API, TaskDefinition). */
export const taskDefinitionShape = (found: TaskDefinitionState): Answer => ({
  ...found.rest,
  taskDefinitionArn: found.arn,
  family: found.family,
  revision: found.revision,
  status: found.status,
  containerDefinitions: found.containers,
  compatibilities: ['EC2', 'FARGATE'],
  requiresAttributes: [{ name: 'com.amazonaws.ecs.capability.docker-remote-api.1.18' }],
  registeredAt: seconds(found.registeredAt),
  registeredBy: `arn:aws:sts::${found.arn.split(':')[4] ?? ''}:assumed-role/pipeline/pipeline`,
  deregisteredAt: seconds(found.deregisteredAt),
});
