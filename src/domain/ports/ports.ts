import type { EcsServices } from './ecs-services.ts';
import type { RolloutViews } from './rollout-views.ts';

/** Everything outside that steps may use. */
export interface Ports {
  readonly ecs: EcsServices;
  readonly views: RolloutViews;
}
