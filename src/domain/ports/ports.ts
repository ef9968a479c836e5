import type { Alarms } from './alarms.ts';
import type { DeploymentHistory } from './deployment-history.ts';
import type { EcsServices } from './ecs-services.ts';
import type { EcsTasks } from './ecs-tasks.ts';
import type { HealthProbe } from './health-probe.ts';
import type { Holds } from './holds.ts';
import type { ImageRegistry } from './image-registry.ts';
import type { LogGroups } from './log-groups.ts';
import type { Logs } from './logs.ts';
import type { Roles } from './roles.ts';
import type { RolloutViews } from './rollout-views.ts';
import type { Scaling } from './scaling.ts';
import type { SecretStore } from './secret-store.ts';
import type { ServiceRevisions } from './service-revisions.ts';
import type { TargetHealth } from './target-health.ts';
import type { TaskDefinitions } from './task-definitions.ts';

/** Everything outside that steps may use. */
export interface Ports {
  readonly ecs: EcsServices;
  readonly revisions: Pick<ServiceRevisions, 'describe'>;
  readonly tasks: EcsTasks;
  readonly logs: Logs;
  readonly targets: TargetHealth;
  readonly taskDefinitions: TaskDefinitions;
  readonly images: ImageRegistry;
  readonly roles: Roles;
  readonly secrets: SecretStore;
  readonly logGroups: LogGroups;
  readonly views: RolloutViews;
  readonly holds: Holds;
  readonly alarms: Alarms;
  readonly health: HealthProbe;
  readonly scaling: Scaling;
  readonly history: DeploymentHistory;
}
