import type { EcsServices } from './ecs-services.ts';

/** Everything outside that steps may use. */
export interface Ports {
  readonly ecs: EcsServices;
}
