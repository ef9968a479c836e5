import { z } from 'zod';

/** What changes a service's number of tasks by itself, as it was when the run looked. */
export const AutoScaled = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('autoscaling'),
    min: z.number(),
    max: z.number(),
    suspended: z.array(z.enum(['in', 'out', 'scheduled'])).readonly(),
  }),
  z.object({ by: z.literal('nobody') }),
  z.object({ by: z.literal('unknown'), why: z.string() }),
]);
export type AutoScaled = z.output<typeof AutoScaled>;

/** Whether autoscaling would never choose that number. */
export const isOutside = (scaled: AutoScaled, count: number): boolean =>
  scaled.by === 'autoscaling' && (count < scaled.min || count > scaled.max);

/** Its range in words: `2 to 4 tasks`. */
export function rangeWords(scaled: AutoScaled): string {
  switch (scaled.by) {
    case 'autoscaling':
      return scaled.min === scaled.max ? `${scaled.min} tasks` : `${scaled.min} to ${scaled.max} tasks`;
    case 'nobody':
      return 'none: the number stays as it is set';
    case 'unknown':
      return `unknown: ${scaled.why}`;
  }
}

const DIRECTIONS = { in: 'scaling in', out: 'scaling out', scheduled: 'scheduled scaling' } as const;

/** What of it is switched off, in words; undefined where all of it works. */
export const suspendedWords = (scaled: AutoScaled): string | undefined =>
  scaled.by === 'autoscaling' && scaled.suspended.length > 0
    ? `${scaled.suspended.map((one) => DIRECTIONS[one]).join(' and ')} switched off`
    : undefined;

/**
 * What may become of the number: said at the end, so that nobody wonders. Application Auto Scaling brings a number
 * outside the range back into it when it acts (user guide, "Register a scalable target").
 */
export function mayBeUndone(scaled: AutoScaled, count: number): string | undefined {
  switch (scaled.by) {
    case 'nobody':
      return undefined;
    case 'unknown':
      return "Whether autoscaling may change it again couldn't be read.";
    case 'autoscaling':
      if (isOutside(scaled, count))
        return `Autoscaling keeps it in ${rangeWords(scaled)} and brings it back as soon as it acts.`;
      return scaled.min === scaled.max
        ? undefined
        : `Autoscaling (${rangeWords(scaled)}) may change it again.`;
  }
}
