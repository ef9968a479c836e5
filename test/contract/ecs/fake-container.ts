import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ContainerDefinitionState } from '../../../sandbox/ecs/world/state.ts';
import type { Container } from '../../../src/domain/task-definition/container.ts';

const Secret = z.object({ name: z.string(), valueFrom: z.string() });

/** What of a registered container the port tells. */
const Registered = z.object({
  name: z.string(),
  image: z.string(),
  environment: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  secrets: z.array(Secret).default([]),
  logConfiguration: z
    .object({
      logDriver: z.string(),
      options: z.record(z.string(), z.string()).default({}),
      secretOptions: z.array(Secret).default([]),
    })
    .optional(),
});

/** A container of the sandbox's world in the domain's words. */
export function containerOf(from: ContainerDefinitionState): Container {
  const { name, image, environment, secrets, logConfiguration } = Registered.parse(from);
  const told = {
    name,
    image,
    environment: environment.map((one) => ({
      name: one.name,
      digest: createHash('sha256').update(one.value).digest('hex'),
    })),
    secrets: [...secrets, ...(logConfiguration?.secretOptions ?? [])],
  };
  if (!logConfiguration) return told;
  const { logDriver, options } = logConfiguration;
  const [group, region] = [options['awslogs-group'], options['awslogs-region']];
  if (logDriver !== 'awslogs' || group === undefined || region === undefined)
    return { ...told, log: { driver: 'other', name: logDriver } };
  const whenMissing = options['awslogs-create-group'] === 'true' ? 'is-created' : 'task-fails';
  return { ...told, log: { driver: 'awslogs', group, region, whenMissing } };
}
