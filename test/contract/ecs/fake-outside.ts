import type { Registry } from '../../../sandbox/ecr/world/registry.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { EcsTasks } from '../../../src/domain/ports/ecs-tasks.ts';
import type { ImageRegistry } from '../../../src/domain/ports/image-registry.ts';
import type { Logs } from '../../../src/domain/ports/logs.ts';
import type { TargetHealth } from '../../../src/domain/ports/target-health.ts';
import { fakeImageRegistry } from '../ecr/fake-image-registry.ts';
import { fakeTargetHealth } from '../elb/fake-target-health.ts';
import { fakeLogs } from '../logs/fake-logs.ts';
import { fakeEcsTasks } from './fake-ecs-tasks.ts';
import { type FakeTaskDefinitions, fakeTaskDefinitions } from './fake-task-definitions.ts';

/** What operations need of ECS and ECR besides services, on a sandbox's world and registry without HTTP. */
export const fakeOutside = (
  world: World,
  clock: Clock,
  registry: Registry,
): {
  readonly tasks: EcsTasks;
  readonly logs: Logs;
  readonly targets: TargetHealth;
  readonly taskDefinitions: FakeTaskDefinitions;
  readonly images: ImageRegistry;
} => ({
  tasks: fakeEcsTasks(world, clock),
  logs: fakeLogs(world),
  targets: fakeTargetHealth(world, clock),
  taskDefinitions: fakeTaskDefinitions(world, clock),
  images: fakeImageRegistry(registry),
});
