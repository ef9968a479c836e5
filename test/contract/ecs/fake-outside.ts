import { AlarmBoard } from '../../../sandbox/cloudwatch/world/alarms.ts';
import type { Registry } from '../../../sandbox/ecr/world/registry.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import { ScalableTargets } from '../../../sandbox/scaling/scalable-targets.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { Alarms } from '../../../src/domain/ports/alarms.ts';
import type { EcsTasks } from '../../../src/domain/ports/ecs-tasks.ts';
import type { ImageRegistry } from '../../../src/domain/ports/image-registry.ts';
import type { Logs } from '../../../src/domain/ports/logs.ts';
import type { Scaling } from '../../../src/domain/ports/scaling.ts';
import { fakeAlarms } from '../cloudwatch/fake-alarms.ts';
import { fakeImageRegistry } from '../ecr/fake-image-registry.ts';
import { type FakeHealthProbe, fakeHealthProbe } from '../health/fake-health-probe.ts';
import { fakeLogs } from '../logs/fake-logs.ts';
import { fakeScaling } from '../scaling/fake-scaling.ts';
import { fakeEcsTasks } from './fake-ecs-tasks.ts';
import { type FakeTaskDefinitions, fakeTaskDefinitions } from './fake-task-definitions.ts';

/** What operations need of AWS and of health endpoints besides services, on a sandbox's worlds without HTTP. */
export const fakeOutside = (
  world: World,
  clock: Clock,
  registry: Registry,
): {
  readonly tasks: EcsTasks;
  readonly logs: Logs;
  readonly taskDefinitions: FakeTaskDefinitions;
  readonly images: ImageRegistry;
  readonly alarms: Alarms;
  readonly health: FakeHealthProbe;
  readonly scaling: Scaling;
  /** What rings, and what is scaled by itself: nothing, until the test says so. */
  readonly board: AlarmBoard;
  readonly scaled: ScalableTargets;
} => {
  const board = new AlarmBoard(world.account, clock.now);
  const scaled = new ScalableTargets(world.account);
  return {
    tasks: fakeEcsTasks(world, clock),
    logs: fakeLogs(world),
    taskDefinitions: fakeTaskDefinitions(world, clock),
    images: fakeImageRegistry(registry),
    alarms: fakeAlarms(board),
    health: fakeHealthProbe(),
    scaling: fakeScaling(scaled),
    board,
    scaled,
  };
};
