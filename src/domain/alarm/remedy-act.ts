import { z } from 'zod';

/** What a remedy does: an operation on the alarm's service, or a read, in the words that a person would type. */
export const RemedyAct = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    operation: z.string(),
    /** What the operation's input schema takes, without a reason. */
    input: z.record(z.string(), z.unknown()).readonly(),
  }),
  z.object({ kind: z.literal('read'), words: z.string() }),
]);
export type RemedyAct = z.infer<typeof RemedyAct>;
