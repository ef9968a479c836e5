import type { Registry } from '../../../sandbox/ecr/world/registry.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import { type Roles as RolesState, rolesOf } from '../../../sandbox/iam/roles.ts';
import { type LogGroups as GroupsState, logGroupsOf } from '../../../sandbox/logs/groups.ts';
import { type Vault, vaultOf } from '../../../sandbox/secrets/vault.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { EcsTasks } from '../../../src/domain/ports/ecs-tasks.ts';
import type { ImageRegistry } from '../../../src/domain/ports/image-registry.ts';
import type { LogGroups } from '../../../src/domain/ports/log-groups.ts';
import type { Logs } from '../../../src/domain/ports/logs.ts';
import type { Roles } from '../../../src/domain/ports/roles.ts';
import type { SecretStore } from '../../../src/domain/ports/secret-store.ts';
import { fakeImageRegistry } from '../ecr/fake-image-registry.ts';
import { fakeRoles } from '../iam/fake-roles.ts';
import { fakeLogGroups } from '../logs/fake-log-groups.ts';
import { fakeLogs } from '../logs/fake-logs.ts';
import { fakeSecretStore } from '../secrets/fake-secret-store.ts';
import { fakeEcsTasks } from './fake-ecs-tasks.ts';
import { type FakeTaskDefinitions, fakeTaskDefinitions } from './fake-task-definitions.ts';

/** What operations need of AWS besides services, on a sandbox's world and registry without HTTP. */
export interface FakeOutside {
  readonly tasks: EcsTasks;
  readonly logs: Logs;
  readonly taskDefinitions: FakeTaskDefinitions;
  readonly images: ImageRegistry;
  readonly roles: Roles;
  readonly secrets: SecretStore;
  readonly logGroups: LogGroups;
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
): FakeOutside => ({
  tasks: fakeEcsTasks(world, clock),
  logs: fakeLogs(world),
  taskDefinitions: fakeTaskDefinitions(world, clock),
  images: fakeImageRegistry(registry),
  roles: fakeRoles(roles),
  secrets: fakeSecretStore(vault),
  logGroups: fakeLogGroups(logGroups),
});
