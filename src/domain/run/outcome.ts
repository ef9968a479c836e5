import { z } from 'zod';

/**
 * How a run ended. Only `succeeded` is success: a rollback, a deployment replaced from outside and one that ECS
 * goes on with alone are told apart, because the person's next step differs.
 */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('succeeded'), summary: z.string() }),
  z.object({ kind: z.literal('failed'), reason: z.string(), next: z.string().optional() }),
  z.object({ kind: z.literal('rolled-back'), by: z.enum(['breaker', 'alarm', 'hand']), reason: z.string() }),
  z.object({ kind: z.literal('superseded'), reason: z.string() }),
  z.object({ kind: z.literal('gave-up'), reason: z.string() }),
  z.object({ kind: z.literal('cancelled'), reason: z.string() }),
  z.object({ kind: z.literal('rejected'), reason: z.string() }),
  z.object({ kind: z.literal('expired'), reason: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;
