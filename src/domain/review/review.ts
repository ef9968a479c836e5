import { z } from 'zod';
import { Addressee } from '../announcement/addressee.ts';
import { Change } from '../approval/change.ts';
import { RunId, RunNumber } from '../ids.ts';
import { Actor } from '../people/actor.ts';

const common = {
  run: RunId,
  number: RunNumber,
  operation: z.string(),
  /** `stack/service`. */
  target: z.string(),
  change: Change,
  /** Who asked for the run. */
  requester: Actor,
  /** Since when it waits for a review: epoch milliseconds. */
  at: z.number(),
};

/** Somebody went on without the approval that it takes. */
export const GlassReview = z.object({
  kind: z.literal('glass'),
  ...common,
  /** Who broke the glass, and why. */
  by: Actor,
  reason: z.string(),
  /** Who is told, and reminded until it is closed. */
  to: z.array(Addressee),
});
export type GlassReview = z.infer<typeof GlassReview>;

/** Somebody did alone what may be done alone, and is looked at the next day. */
export const AloneReview = z.object({
  kind: z.literal('alone'),
  ...common,
  /** Why they wanted it, where they said. */
  reason: z.string().exactOptional(),
  /** Where people are reminded, once a day, of all that are open. */
  channel: z.string(),
});
export type AloneReview = z.infer<typeof AloneReview>;

/** What somebody did without an approval, and somebody else must look at afterwards. */
export const Review = z.discriminatedUnion('kind', [GlassReview, AloneReview]);
export type Review = z.infer<typeof Review>;

/** Everybody who had a part in what is reviewed: they can't review it. */
export const partIn = (review: Review): readonly Actor[] =>
  review.kind === 'glass' ? [review.by, review.requester] : [review.requester];
