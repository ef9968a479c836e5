import { z } from 'zod';
import { Addressee } from '../announcement/addressee.ts';
import { Change } from '../approval/change.ts';
import { RunId, RunNumber } from '../ids.ts';
import { Actor } from '../people/actor.ts';

/** What somebody did without an approval, and somebody else must look at afterwards. */
export const Review = z.object({
  run: RunId,
  number: RunNumber,
  operation: z.string(),
  /** `stack/service`. */
  target: z.string(),
  change: Change,
  /** Who broke the glass, and who asked for the run. */
  by: Actor,
  requester: Actor,
  reason: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  /** Who is told, and reminded until it is closed. */
  to: z.array(Addressee),
});
export type Review = z.infer<typeof Review>;
