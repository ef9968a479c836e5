import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ServiceDeployment } from '../rollout/service-deployment.ts';
import type { ServiceSnapshot } from '../rollout/service-snapshot.ts';
import type { StoppedTask } from '../rollout/stopped-task.ts';
import type { ResolvedService } from '../target/service.ts';

/** Where an ECS service is, all that a call needs. */
export type EcsTarget = Pick<ResolvedService, 'account' | 'role' | 'region' | 'cluster' | 'ecsService'>;

/**
 * ECS services, in the domain's words. Reads may be retried by the adapter within its time-out and may lag behind
 * writes. No method throws for anything that AWS or the network does: it answers a Fault.
 */
export interface EcsServices {
  /** DescribeServices of one service. `missing` when the cluster or the service isn't there. */
  describe(target: EcsTarget): Promise<Result<ServiceSnapshot, Fault>>;

  /**
   * UpdateService with forceNewDeployment: sent exactly once, never retried by the adapter, because UpdateService
   * has no client token. `unanswered` means that it may have happened. Answers the service as ECS returned it,
   * whose PRIMARY is the new deployment.
   */
  forceNewDeployment(target: EcsTarget): Promise<Result<ServiceSnapshot, Fault>>;

  /** ListServiceDeployments, then DescribeServiceDeployments of the newest `limit` (≤ 20), newest first. */
  newestServiceDeployments(
    target: EcsTarget,
    limit: number,
  ): Promise<Result<readonly ServiceDeployment[], Fault>>;

  /** DescribeServiceDeployments of one. `missing` when ECS doesn't know it (yet). */
  describeServiceDeployment(target: EcsTarget, arn: string): Promise<Result<ServiceDeployment, Fault>>;

  /** Tasks of one deployment (`startedBy` = its id) that stopped lately, newest first; at most 100. */
  stoppedTasks(target: EcsTarget, deploymentId: string): Promise<Result<readonly StoppedTask[], Fault>>;
}
