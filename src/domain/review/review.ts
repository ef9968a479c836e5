import { z } from 'zod';
import { Addressee } from '../announcement/addressee.ts';
import { Change } from '../approval/change.ts';
import { hash, RunId, RunNumber } from '../ids.ts';
import { Actor } from '../people/actor.ts';
import type { AlarmAct } from './alarm-act.ts';
import { AlarmSubject, subjectName } from './alarm-subject.ts';

const ofRun = {
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
  ...ofRun,
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
  ...ofRun,
  /** Why they wanted it, where they said. */
  reason: z.string().exactOptional(),
  /** Where people are reminded, once a day, of all that are open. */
  channel: z.string(),
});
export type AloneReview = z.infer<typeof AloneReview>;

const ofAlarm = {
  /** What tells it from every other: another one each time that somebody does something; never digits alone. */
  id: z.string().regex(/\D/),
  subject: AlarmSubject,
  /** Who did it, and when: epoch milliseconds. */
  by: Actor,
  at: z.number(),
  /** Where people are reminded, once a day, of all that are open. */
  channel: z.string(),
};

/** Somebody took an alarm on, so that nobody else is called for it. */
export const AcknowledgedReview = z.object({ kind: z.literal('acknowledged'), ...ofAlarm });
export type AcknowledgedReview = z.infer<typeof AcknowledgedReview>;

/** Somebody kept alarms quiet, until when and why. */
export const SilencedReview = z.object({
  kind: z.literal('silenced'),
  ...ofAlarm,
  until: z.number(),
  reason: z.string(),
});
export type SilencedReview = z.infer<typeof SilencedReview>;

/** What somebody did about alarms. */
export const AlarmReview = z.discriminatedUnion('kind', [AcknowledgedReview, SilencedReview]);
export type AlarmReview = z.infer<typeof AlarmReview>;

/** What people are reminded of together, once a day: all but broken glass. */
export const DailyReview = z.discriminatedUnion('kind', [AloneReview, AlarmReview]);
export type DailyReview = z.infer<typeof DailyReview>;

/** What somebody did without an approval, and somebody else must look at afterwards. */
export const Review = z.discriminatedUnion('kind', [GlassReview, AloneReview, AlarmReview]);
export type Review = z.infer<typeof Review>;

/** Whether it is of what was done about alarms. */
export const isOfAlarm = (review: Review): review is AlarmReview =>
  review.kind === 'acknowledged' || review.kind === 'silenced';

/** What was done about alarms, in a word. */
export const actOf = ({ kind }: AlarmReview): AlarmAct =>
  kind === 'acknowledged' ? 'acknowledge' : 'silence';

/** What tells open reviews apart: a run has one, by its number; an alarm one for each thing that was done. */
export const reviewKey = (review: Review): string => (isOfAlarm(review) ? review.id : String(review.number));

/** What a person calls it: `#1042`, `A17`, `prod-us-east-1/registry`. */
export const reviewName = (review: Review): string =>
  isOfAlarm(review) ? subjectName(review.subject) : hash(review.number);

/** Everybody who had a part in what is reviewed: they can't review it. */
export function partIn(review: Review): readonly Actor[] {
  switch (review.kind) {
    case 'glass':
      return [review.by, review.requester];
    case 'alone':
      return [review.requester];
    case 'acknowledged':
    case 'silenced':
      return [review.by];
  }
}
