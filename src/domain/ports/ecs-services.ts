import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ServiceDeployment } from '../rollout/service-deployment.ts';
import type { ServiceSnapshot } from '../rollout/service-snapshot.ts';
import type { StoppedTask } from '../rollout/stopped-task.ts';
import type { ResolvedService } from '../target/service.ts';

/** Where an ECS service is, all that a call needs. */
export type EcsTarget = Pick<ResolvedService, 'account' | 'role' | 'region' | 'cluster' | 'ecsService'>;

/** What an update changes; what isn't said stays as it is. */
export interface ServiceUpdate {
  /** The ARN of the revision to run. Another one than before begins a deployment. */
  readonly taskDefinition?: string;
  readonly desired?: number;
  /** Begins a deployment even where nothing differs. */
  readonly deployment?: 'forced';
}

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

  /** UpdateService with what is said: sent exactly once, as `forceNewDeployment` is. Answers the service afterwards. */
  update(target: EcsTarget, update: ServiceUpdate): Promise<Result<ServiceSnapshot, Fault>>;

  /** ListServiceDeployments, then DescribeServiceDeployments of the newest `limit` (≤ 20), newest first. */
  newestServiceDeployments(
    target: EcsTarget,
    limit: number,
  ): Promise<Result<readonly ServiceDeployment[], Fault>>;

  /** DescribeServiceDeployments of one. `missing` when ECS doesn't know it (yet). */
  describeServiceDeployment(target: EcsTarget, arn: string): Promise<Result<ServiceDeployment, Fault>>;

  /**
   * ContinueServiceDeployment: a deployment that waits at a PAUSE hook goes on or back. Sent once. `invalid` when it
   * doesn't wait at that hook any more.
   */
  continueDeployment(
    target: EcsTarget,
    deployment: { readonly arn: string; readonly hook: string },
    action: 'CONTINUE' | 'ROLLBACK',
  ): Promise<Result<undefined, Fault>>;

  /** StopServiceDeployment, which rolls back. Sent once. `invalid` when it has ended or is going back already. */
  stopDeployment(target: EcsTarget, serviceDeployment: string): Promise<Result<undefined, Fault>>;

  /** Tasks of one deployment (`startedBy` = its id) that stopped lately, newest first; at most 100. */
  stoppedTasks(target: EcsTarget, deploymentId: string): Promise<Result<readonly StoppedTask[], Fault>>;
}
