import { AlarmBoard } from '../../../sandbox/cloudwatch/world/alarms.ts';
import type { Registry } from '../../../sandbox/ecr/world/registry.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import { type Roles as RolesState, rolesOf } from '../../../sandbox/iam/roles.ts';
import { type LogGroups as GroupsState, logGroupsOf } from '../../../sandbox/logs/groups.ts';
import { ScalableTargets } from '../../../sandbox/scaling/scalable-targets.ts';
import { type Vault, vaultOf } from '../../../sandbox/secrets/vault.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { Alarms } from '../../../src/domain/ports/alarms.ts';
import type { EcsTasks } from '../../../src/domain/ports/ecs-tasks.ts';
import type { ImageRegistry } from '../../../src/domain/ports/image-registry.ts';
import type { LogGroups } from '../../../src/domain/ports/log-groups.ts';
import type { Logs } from '../../../src/domain/ports/logs.ts';
import type { Roles } from '../../../src/domain/ports/roles.ts';
import type { Scaling } from '../../../src/domain/ports/scaling.ts';
import type { SecretStore } from '../../../src/domain/ports/secret-store.ts';
import type { ServiceRevisions } from '../../../src/domain/ports/service-revisions.ts';
import type { TargetHealth } from '../../../src/domain/ports/target-health.ts';
import { fakeAlarms } from '../cloudwatch/fake-alarms.ts';
import { fakeImageRegistry } from '../ecr/fake-image-registry.ts';
import { fakeTargetHealth } from '../elb/fake-target-health.ts';
import { type FakeHealthProbe, fakeHealthProbe } from '../health/fake-health-probe.ts';
import { fakeRoles } from '../iam/fake-roles.ts';
import { fakeLogGroups } from '../logs/fake-log-groups.ts';
import { fakeLogs } from '../logs/fake-logs.ts';
import { fakeScaling } from '../scaling/fake-scaling.ts';
import { fakeSecretStore } from '../secrets/fake-secret-store.ts';
import { fakeEcsTasks } from './fake-ecs-tasks.ts';
import { fakeServiceRevisions } from './fake-service-revisions.ts';
import { type FakeTaskDefinitions, fakeTaskDefinitions } from './fake-task-definitions.ts';

/** What operations need of AWS and of health endpoints besides services, on a sandbox's worlds without HTTP. */
export interface FakeOutside {
  readonly tasks: EcsTasks;
  readonly revisions: ServiceRevisions;
  readonly logs: Logs;
  readonly targets: TargetHealth;
  readonly taskDefinitions: FakeTaskDefinitions;
  readonly images: ImageRegistry;
  readonly alarms: Alarms;
  readonly health: FakeHealthProbe;
  readonly scaling: Scaling;
  readonly roles: Roles;
  readonly secrets: SecretStore;
  readonly logGroups: LogGroups;
  /** What rings, and what is scaled by itself: nothing, until the test says so. */
  readonly board: AlarmBoard;
  readonly scaled: ScalableTargets;
}

/** What there is besides the world: all that the world's task definitions name. A test takes some of it away. */
export interface Surroundings {
  readonly roles: RolesState;
  readonly vault: Vault;
  readonly logGroups: GroupsState;
}

/** What the task definitions of a world name. */
export const surroundingsOf = (world: World): Surroundings => ({
  roles: rolesOf(world),
  vault: vaultOf(world),
  logGroups: logGroupsOf(world),
});

/** Makes the fakes. */
export const fakeOutside = (
  world: World,
  clock: Clock,
  registry: Registry,
  { roles, vault, logGroups }: Surroundings = surroundingsOf(world),
): FakeOutside => {
  const board = new AlarmBoard(world.account, clock.now);
  const scaled = new ScalableTargets(world.account);
  return {
    tasks: fakeEcsTasks(world, clock),
    revisions: fakeServiceRevisions(world),
    logs: fakeLogs(world),
    targets: fakeTargetHealth(world, clock),
    taskDefinitions: fakeTaskDefinitions(world, clock),
    images: fakeImageRegistry(registry),
    alarms: fakeAlarms(board),
    health: fakeHealthProbe(),
    scaling: fakeScaling(scaled),
    roles: fakeRoles(roles),
    secrets: fakeSecretStore(vault),
    logGroups: fakeLogGroups(logGroups),
    board,
    scaled,
  };
};
