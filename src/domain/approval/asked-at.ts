import { z } from 'zod';

/** When consent is asked for: before a run's first effect, or while ECS itself holds the new code at a PAUSE hook. */
export const AskedAt = z.enum(['start', 'hook']);
export type AskedAt = z.infer<typeof AskedAt>;
