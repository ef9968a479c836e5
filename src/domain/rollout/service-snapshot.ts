import { z } from 'zod';
import { PauseHook } from './pause-hooks.ts';

/** One entry of an ECS service's `deployments` (ECS API, Deployment). Times are epoch milliseconds. */
export const Deployment = z.object({
  /** `ecs-svc/…` */
  id: z.string(),
  status: z.enum(['PRIMARY', 'ACTIVE', 'INACTIVE']),
  taskDefinition: z.string(),
  desired: z.number(),
  running: z.number(),
  pending: z.number(),
  failed: z.number(),
  /** Rolling deployments only; FAILED needs a circuit breaker. */
  rolloutState: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']).optional(),
  rolloutReason: z.string().optional(),
  createdAt: z.number(),
});
export type Deployment = z.infer<typeof Deployment>;

/** A service as one DescribeServices read saw it. Reads are eventually consistent. */
export const ServiceSnapshot = z.object({
  status: z.enum(['ACTIVE', 'DRAINING', 'INACTIVE']),
  controller: z.enum(['ECS', 'CODE_DEPLOY', 'EXTERNAL']),
  taskDefinition: z.string(),
  desired: z.number(),
  running: z.number(),
  pending: z.number(),
  deployments: z.array(Deployment).readonly(),
  /** The ARN of the service deployment that ECS works on or finished last; absent on older services. */
  currentServiceDeployment: z.string().optional(),
  /** ARNs of the service revisions that its tasks run; absent on older services. */
  revisions: z.array(z.string()).readonly().optional(),
  /** ARNs of the target groups that its tasks are registered with; absent where it has no load balancer. */
  targetGroups: z.array(z.string()).readonly().optional(),
  /** Whether ECS itself ends a rollout that can't start its tasks. */
  breaker: z.enum(['off', 'stops', 'rolls-back']),
  /** How its tasks are replaced (ECS API, DeploymentConfiguration); absent in snapshots of before. */
  rolls: z
    .object({ strategy: z.string(), minimumHealthyPercent: z.number(), maximumPercent: z.number() })
    .optional(),
  /** Where its deployments wait for somebody; absent in snapshots of before. */
  pauses: z.array(PauseHook).readonly().optional(),
  /** How long ECS ignores health checks of a new task, in milliseconds; absent: no load balancer, or none set. */
  gracePeriod: z.number().optional(),
  /** Newest first; ECS keeps the last 100. */
  events: z.array(z.object({ at: z.number(), message: z.string() })).readonly(),
});
export type ServiceSnapshot = z.infer<typeof ServiceSnapshot>;

/** The deployment that ECS is rolling to, or has rolled to. */
export const primaryOf = (snapshot: ServiceSnapshot): Deployment | undefined =>
  snapshot.deployments.find((d) => d.status === 'PRIMARY');

/** Whether a deployment is under way: more than one, or one that says so. */
export const isRolling = (snapshot: ServiceSnapshot): boolean =>
  snapshot.deployments.length > 1 || primaryOf(snapshot)?.rolloutState === 'IN_PROGRESS';
