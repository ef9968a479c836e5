import { z } from 'zod';
import { reason } from '../rollout/reason.ts';

/** As many as a service may have (Amazon ECS service quotas, "Tasks per service"). */
const MOST = 5000;

/** What a person says besides the service. */
export const ScaleInput = z.object({
  count: z.int().min(0).max(MOST).meta({
    label: 'Tasks',
    typed: 'bare',
    description: 'how many tasks are to run',
  }),
  reason,
  force: z.boolean().default(false).meta({
    label: 'Even outside the autoscaling range, to 0, or during a deployment',
    description: 'even outside the autoscaling range, to 0, or while a deployment is under way',
  }),
});
export type ScaleInput = z.output<typeof ScaleInput>;
