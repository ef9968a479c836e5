import type { TargetWords } from '../ecs/world/failures/script.ts';
import { failureScripts } from '../ecs/world/failures.ts';
import { addressOf, PORT } from '../ecs/world/network.ts';
import type { Pace } from '../ecs/world/options.ts';
import type { ServiceState, TaskState } from '../ecs/world/state.ts';
import type { WorldState } from '../ecs/world/world.ts';

/** A target as its load balancer sees it now (Elastic Load Balancing API, TargetHealthDescription). */
export interface SeenTarget {
  readonly id: string;
  readonly port: number;
  readonly health:
    | { readonly state: 'healthy' }
    | TargetWords
    | { readonly state: 'initial' | 'draining'; readonly reason: string; readonly description: string };
}

/** What sees the targets of a world at a moment. */
export interface Sight {
  readonly world: WorldState;
  readonly pace: Pace;
  readonly at: number;
}

const isGone = ({ failure }: ServiceState): boolean => {
  const script = failure === undefined ? undefined : failureScripts[failure];
  return script?.stage === 'placing' && script.targetGroup === 'gone';
};

/** The service whose group it is, in a region; undefined where there is no such group. */
export const serviceOf = ({ world }: Sight, region: string, arn: string): ServiceState | undefined =>
  world.services.find((one) => one.region === region && one.targetGroupArn === arn && !isGone(one));

/** The targets of a service: its running tasks, and those that drain. Every other has been deregistered. */
export const targetsOf = (sight: Sight, service: ServiceState): SeenTarget[] =>
  service.tasks
    .filter(({ lastStatus }) => lastStatus === 'RUNNING' || lastStatus === 'DEACTIVATING')
    .map((task) => ({ id: addressOf(task), port: PORT, health: healthOf(sight, task) }));

/** The reasons and their words are those of the API reference (TargetHealth.Reason). */
function healthOf({ pace, at }: Sight, task: TaskState): SeenTarget['health'] {
  if (task.lastStatus === 'DEACTIVATING') {
    return {
      state: 'draining',
      reason: 'Target.DeregistrationInProgress',
      description: 'Target deregistration is in progress',
    };
  }
  const script = task.fate === 'runs' ? undefined : failureScripts[task.fate];
  const words = script?.stage === 'checking' || script?.stage === 'lingering' ? script.target : undefined;
  // The load balancer knows sooner than ECS acts.
  if (words !== undefined && at >= (task.startedAt ?? at) + pace.healthyMs / 2) return words;
  if (task.healthyAt !== undefined) return { state: 'healthy' };
  return {
    state: 'initial',
    reason: 'Elb.InitialHealthChecking',
    description: 'Initial health checks in progress',
  };
}
