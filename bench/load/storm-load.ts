import { z } from 'zod';
import { type Child, startChild } from '../children/child.ts';

/**
 * What the generator of storms is told. `sign`: make the messages of a storm and sign them, which takes most of a
 * millisecond each. `send`: deliver all of them twice, out of order, that many a second. `flood`: deliver these as fast as
 * they are taken, each once.
 */
export const StormOrder = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sign'),
    /** The configuration that lists the alarms. */
    config: z.string(),
    changes: z.number().int().positive(),
    endsAt: z.number(),
    signer: z.object({ key: z.string(), certificate: z.string(), file: z.string() }),
  }),
  z.object({ kind: z.literal('send'), url: z.url(), perSecond: z.number().positive() }),
  z.object({
    kind: z.literal('flood'),
    url: z.url(),
    from: z.number().int(),
    count: z.number().int().positive(),
    connections: z.number().int().positive(),
  }),
]);
export type StormOrder = z.infer<typeof StormOrder>;

/** How many messages were signed. */
export const Signed = z.object({ count: z.number().int() });

/** What became of deliveries. */
export const Delivered = z.object({
  /** From the first one's beginning to the last one's answer. */
  seconds: z.number(),
  taken: z.number().int(),
  /** How many tries weren't answered with 200; each was tried again a second later, as SNS does. */
  refused: z.number().int(),
  firstRefusal: z.string().optional(),
});
export type Delivered = z.infer<typeof Delivered>;

/** Starts the generator, a process of its own. */
export const startStormGenerator = (): Promise<Child> =>
  startChild(new URL('./storm-process.ts', import.meta.url));
