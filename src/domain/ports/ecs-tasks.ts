import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ServiceTasks } from '../tasks/service-tasks.ts';
import type { EcsTarget } from './ecs-services.ts';

/** ListTasks and DescribeTasks take this many at most (ECS API). */
export const TASKS_A_READ = 100;

/** Reads of a service's tasks. Nothing throws. */
export interface EcsTasks {
  /** Up to 100 tasks that ECS wants to run and up to 100 that it stopped lately. `missing`: no such service. */
  ofService(target: EcsTarget): Promise<Result<ServiceTasks, Fault>>;
}
