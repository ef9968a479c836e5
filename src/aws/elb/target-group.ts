import type {
  TargetGroup as ElbGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type HealthCheck, TARGET_STATES, type Target } from '../../domain/tasks/target-group.ts';
import { oneOf, required } from '../ecs/required.ts';

/** A target in the domain's words. Throws Unreadable without an id or with a state that isn't known. */
export function targetOf({ Target: target, TargetHealth: health }: TargetHealthDescription): Target {
  const state = required(health?.State, 'targetHealth.state');
  return {
    id: required(target?.Id, 'target.id'),
    ...(target?.Port === undefined ? {} : { port: target.Port }),
    // One that leaves and is ill besides only leaves (Elastic Load Balancing API, TargetHealthStateEnum).
    state: state === 'unhealthy.draining' ? 'draining' : oneOf(state, TARGET_STATES, 'targetHealth.state'),
    ...(health?.Reason === undefined ? {} : { reason: health.Reason }),
    ...(health?.Description === undefined ? {} : { description: health.Description }),
  };
}

/** What a group asks its targets; undefined where checks are switched off. */
export function checkOf(group: ElbGroup | undefined): HealthCheck | undefined {
  if (group?.HealthCheckProtocol === undefined || group.HealthCheckEnabled === false) return undefined;
  const codes = group.Matcher?.HttpCode ?? group.Matcher?.GrpcCode;
  return {
    protocol: group.HealthCheckProtocol,
    port: group.HealthCheckPort ?? 'traffic-port',
    ...(group.HealthCheckPath === undefined ? {} : { path: group.HealthCheckPath }),
    ...(codes === undefined ? {} : { codes }),
    ...(group.HealthCheckIntervalSeconds === undefined
      ? {}
      : { everySeconds: group.HealthCheckIntervalSeconds }),
    ...(group.HealthCheckTimeoutSeconds === undefined
      ? {}
      : { timeoutSeconds: group.HealthCheckTimeoutSeconds }),
    ...(group.HealthyThresholdCount === undefined ? {} : { healthyAfter: group.HealthyThresholdCount }),
    ...(group.UnhealthyThresholdCount === undefined ? {} : { unhealthyAfter: group.UnhealthyThresholdCount }),
  };
}
