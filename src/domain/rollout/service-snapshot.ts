import type { EpochMs } from '../clock.ts';

/** One entry of an ECS service's `deployments` (ECS API, Deployment). */
export interface Deployment {
  /** `ecs-svc/…` */
  readonly id: string;
  readonly status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE';
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly failed: number;
  /** Rolling deployments only; FAILED needs a circuit breaker. */
  readonly rolloutState?: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly rolloutReason?: string;
  readonly createdAt: EpochMs;
}

/** A service as one DescribeServices read saw it. Reads are eventually consistent. */
export interface ServiceSnapshot {
  readonly status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  readonly controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly deployments: readonly Deployment[];
  /** The ARN of the service deployment that ECS works on or finished last; absent on older services. */
  readonly currentServiceDeployment?: string;
  /** Whether ECS itself ends a rollout that can't start its tasks. */
  readonly breaker: 'off' | 'stops' | 'rolls-back';
  /** Newest first; ECS keeps the last 100. */
  readonly events: readonly { readonly at: EpochMs; readonly message: string }[];
}

/** The deployment that ECS is rolling to, or has rolled to. */
export const primaryOf = (snapshot: ServiceSnapshot): Deployment | undefined =>
  snapshot.deployments.find((d) => d.status === 'PRIMARY');

/** Whether a deployment is under way: more than one, or one that says so. */
export const isRolling = (snapshot: ServiceSnapshot): boolean =>
  snapshot.deployments.length > 1 || primaryOf(snapshot)?.rolloutState === 'IN_PROGRESS';
