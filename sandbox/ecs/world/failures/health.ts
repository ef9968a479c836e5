import * as say from '../sentences.ts';
import type { FailureScript, TargetWords } from './script.ts';

const unhealthy = (reason: string, description: string): TargetWords => ({
  state: 'unhealthy',
  reason,
  description,
});
const REFUSED = unhealthy('Target.FailedHealthChecks', 'Health checks failed');
const TIMEOUT = unhealthy('Target.Timeout', 'Request timed out');
const CODES = unhealthy('Target.ResponseCodeMismatch', 'Health checks failed with these codes: [502]');

/** Found ill by the load balancer, and stopped by ECS for it. */
const failing = (target: TargetWords): FailureScript => ({
  stage: 'checking',
  ofTheRelease: true,
  reason: say.failedHealthChecks,
  event: (service, task) => say.unhealthy(service, task, target.description),
  target,
});
/** Found ill by the load balancer alone: ECS says nothing while the grace period lasts. */
const lingering = (target: TargetWords): FailureScript => ({
  stage: 'lingering',
  ofTheRelease: true,
  target,
});

/**
 * Tasks that run and aren't found healthy. The codes and words are those of the Elastic Load Balancing API
 * (TargetHealth.Reason) and of the ECS developer guide ("Amazon ECS service event messages").
 */
export const healthFailures = {
  unhealthy: failing(REFUSED),
  'target-timeout': failing(TIMEOUT),
  'target-status': failing(CODES),
  'target-refused': lingering(REFUSED),
  'target-timeout-in-grace': lingering(TIMEOUT),
  'target-status-in-grace': lingering(
    unhealthy('Target.ResponseCodeMismatch', 'Health checks failed with these codes: [404]'),
  ),
  'target-internal': lingering(
    unhealthy('Elb.InternalError', 'Health checks failed due to an internal error'),
  ),
  'target-unused': lingering({
    state: 'unused',
    reason: 'Target.NotInUse',
    description: 'Target group is not configured to receive traffic from the load balancer',
  }),
  'target-unusable': lingering({
    state: 'unused',
    reason: 'Target.IpUnusable',
    description: 'Target IP address is reserved for use by a load balancer',
  }),
  'container-health': {
    stage: 'checking',
    ofTheRelease: true,
    reason: () => 'Task failed container health checks',
  },
  'unhealthy-in-discovery': { stage: 'lingering', ofTheRelease: true, event: say.unhealthyInDiscovery },
  stuck: { stage: 'pending', ofTheRelease: false },
} as const satisfies Readonly<Record<string, FailureScript>>;
