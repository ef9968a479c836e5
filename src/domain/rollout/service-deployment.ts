import { z } from 'zod';

/** ECS API, ServiceDeploymentStatus. The last four are final. */
export const ServiceDeploymentStatus = z.enum([
  'PENDING',
  'IN_PROGRESS',
  'STOP_REQUESTED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
  'SUCCESSFUL',
  'STOPPED',
  'ROLLBACK_SUCCESSFUL',
  'ROLLBACK_FAILED',
]);
export type ServiceDeploymentStatus = z.infer<typeof ServiceDeploymentStatus>;

/** Tasks of one service revision within a deployment. */
export const RevisionTasks = z.object({
  arn: z.string(),
  requested: z.number(),
  running: z.number(),
  pending: z.number(),
});
export type RevisionTasks = z.infer<typeof RevisionTasks>;

/** A PAUSE hook that waits for an answer, and what ECS does without one (ECS API, DeploymentLifecycleHookDetail). */
export const PausedHook = z.object({
  id: z.string(),
  expiresAt: z.number().optional(),
  otherwise: z.enum(['CONTINUE', 'ROLLBACK']),
});
export type PausedHook = z.infer<typeof PausedHook>;

/** A service deployment as DescribeServiceDeployments shows it. Times are epoch milliseconds. */
export const ServiceDeployment = z.object({
  arn: z.string(),
  status: ServiceDeploymentStatus,
  statusReason: z.string().optional(),
  createdAt: z.number(),
  finishedAt: z.number().optional(),
  target: RevisionTasks.optional(),
  sources: z.array(RevisionTasks).readonly(),
  /** Present while the circuit breaker counts. */
  breaker: z.object({ failures: z.number(), threshold: z.number() }).optional(),
  rollback: z.object({ reason: z.string() }).optional(),
  /** Where a deployment with stages is: `POST_SCALE_UP`. */
  stage: z.string().optional(),
  /** The PAUSE hook at which it waits for somebody to continue it or to roll it back. */
  hook: PausedHook.optional(),
});
export type ServiceDeployment = z.infer<typeof ServiceDeployment>;
