import { z } from 'zod';

/** How far a rollout is: tasks of the new deployment, and what is left of the old ones. */
export const Progress = z.object({
  /** Which deployment, `ecs-svc/…`: a run may follow several. Absent in runs of before. */
  of: z.string().optional(),
  desired: z.number(),
  running: z.number(),
  pending: z.number(),
  failed: z.number(),
  /** Running tasks that don't belong to our deployment. */
  old: z.number(),
  /** Failures that the circuit breaker has counted, and at how many it trips. */
  breaker: z.object({ failures: z.number(), threshold: z.number() }).optional(),
  /** The best that was seen so far, and when it got better last (epoch milliseconds); absent in runs of before. */
  best: z.object({ running: z.number(), old: z.number(), at: z.number() }).optional(),
});
export type Progress = z.infer<typeof Progress>;
