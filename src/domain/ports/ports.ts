import type { EcsServices } from './ecs-services.ts';
import type { EcsTasks } from './ecs-tasks.ts';
import type { Holds } from './holds.ts';
import type { ImageRegistry } from './image-registry.ts';
import type { Logs } from './logs.ts';
import type { RolloutViews } from './rollout-views.ts';
import type { TargetHealth } from './target-health.ts';
import type { TaskDefinitions } from './task-definitions.ts';

/** Everything outside that steps may use. */
export interface Ports {
  readonly ecs: EcsServices;
  readonly tasks: EcsTasks;
  readonly logs: Logs;
  readonly targets: TargetHealth;
  readonly taskDefinitions: TaskDefinitions;
  readonly images: ImageRegistry;
  readonly views: RolloutViews;
  readonly holds: Holds;
}
