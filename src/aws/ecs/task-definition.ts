import type {
  TaskDefinition as EcsTaskDefinition,
  RegisterTaskDefinitionCommandInput,
  Tag,
} from '@aws-sdk/client-ecs';
import type { NewRevision, TaskDefinition } from '../../domain/ports/task-definitions.ts';
import { containerOf } from './container.ts';
import { oneOf, required } from './required.ts';

/** By this tag a revision is found again that a run registered. */
export const RUN_TAG = 'wheelhouse:run';
/** The tag of the image that a run found by it. */
const IMAGE_TAG = 'wheelhouse:image-tag';

/** ECS API, RuntimePlatform: without one it is Linux on x86_64. */
const platformOf = ({ runtimePlatform }: EcsTaskDefinition): string => {
  const system = (runtimePlatform?.operatingSystemFamily ?? 'LINUX').startsWith('WINDOWS')
    ? 'windows'
    : 'linux';
  return `${system}/${runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'amd64'}`;
};

/** A task definition in the domain's words. Throws Unreadable when a field is missing that a deployment rests on. */
export const taskDefinition = (from: EcsTaskDefinition, tags: readonly Tag[] = []): TaskDefinition => {
  const imageTag = tags.find(({ key }) => key === IMAGE_TAG)?.value;
  const registeredBy = tags.find(({ key }) => key === RUN_TAG)?.value;
  const { cpu, memory, executionRoleArn, taskRoleArn } = from;
  return {
    arn: required(from.taskDefinitionArn, 'taskDefinition.taskDefinitionArn'),
    family: required(from.family, 'taskDefinition.family'),
    revision: required(from.revision, 'taskDefinition.revision'),
    status: oneOf(from.status, ['ACTIVE', 'INACTIVE'] as const, 'taskDefinition.status'),
    containers: required(from.containerDefinitions, 'taskDefinition.containerDefinitions').map(containerOf),
    platform: platformOf(from),
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(executionRoleArn === undefined ? {} : { executionRole: executionRoleArn }),
    ...(taskRoleArn === undefined ? {} : { taskRole: taskRoleArn }),
    ...(registeredBy === undefined ? {} : { registeredBy }),
    ...(imageTag === undefined ? {} : { imageTag }),
  };
};

/**
 * The request for a revision that is the old one but for the image of one container. What ECS itself adds to a
 * registered one is left out, and tags that only AWS may set (ECS API, RegisterTaskDefinition).
 */
export const nextRevision = (
  from: EcsTaskDefinition,
  tags: readonly Tag[],
  { container, image, run, imageTag }: Omit<NewRevision, 'copyOf'>,
): RegisterTaskDefinitionCommandInput => {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _attributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    deleteRequestedAt: _deleteRequestedAt,
    family,
    containerDefinitions = [],
    ...kept
  } = from;
  const own = [RUN_TAG, IMAGE_TAG];
  return {
    ...kept,
    family: required(family, 'taskDefinition.family'),
    containerDefinitions: containerDefinitions.map((one) =>
      one.name === container ? { ...one, image } : one,
    ),
    tags: [
      ...tags.filter(({ key = '' }) => !own.includes(key) && !/^aws:/i.test(key)),
      { key: RUN_TAG, value: run },
      ...(imageTag === undefined ? [] : [{ key: IMAGE_TAG, value: imageTag }]),
    ],
  };
};
