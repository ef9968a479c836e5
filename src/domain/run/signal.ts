import { z } from 'zod';

/** What people send to a run. Kept in its inbox, oldest first; an observation of a watcher only wakes the run. */
export const Signal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancel'), at: z.number(), team: z.string(), user: z.string() }),
]);
export type Signal = z.infer<typeof Signal>;

/** Who asked first for the run to be cancelled. */
export const cancelOf = (signals: readonly Signal[]): Signal | undefined =>
  signals.find(({ kind }) => kind === 'cancel');
