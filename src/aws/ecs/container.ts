import { createHash } from 'node:crypto';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Container, ContainerLog } from '../../domain/task-definition/container.ts';
import { required } from './required.ts';

/**
 * A container definition in the domain's words. A variable's value stays here: only its digest goes on. Throws
 * Unreadable when a name is missing.
 */
export const containerOf = (from: ContainerDefinition): Container => {
  const log = logOf(from);
  const secrets = [...(from.secrets ?? []), ...(from.logConfiguration?.secretOptions ?? [])];
  return {
    name: required(from.name, 'container.name'),
    image: required(from.image, 'container.image'),
    environment: (from.environment ?? []).map(({ name, value = '' }) => ({
      name: required(name, 'environment.name'),
      digest: createHash('sha256').update(value).digest('hex'),
    })),
    secrets: secrets.map(({ name, valueFrom }) => ({
      name: required(name, 'secret.name'),
      valueFrom: required(valueFrom, 'secret.valueFrom'),
    })),
    ...(log === undefined ? {} : { log }),
  };
};

/** An awslogs driver without its group or its region is one that ECS wouldn't register; it is passed on by its name. */
function logOf({ logConfiguration }: ContainerDefinition): ContainerLog | undefined {
  const name = logConfiguration?.logDriver;
  if (name === undefined) return undefined;
  const options = logConfiguration?.options ?? {};
  const [group, region] = [options['awslogs-group'], options['awslogs-region']];
  if (name !== 'awslogs' || group === undefined || region === undefined) return { driver: 'other', name };
  const whenMissing = options['awslogs-create-group'] === 'true' ? 'is-created' : 'task-fails';
  return { driver: 'awslogs', group, region, whenMissing };
}
