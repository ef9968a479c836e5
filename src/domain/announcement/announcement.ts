import { z } from 'zod';
import { IncidentNumber } from '../alarm/incident.ts';
import { OtherNotice } from '../alarm/notice.ts';
import { Severity } from '../alarm/report.ts';
import { Silence } from '../alarm/silence.ts';
import { PolicyChange } from '../audit/entry.ts';
import { DailyReview, GlassReview } from '../review/review.ts';
import { Addressee } from './addressee.ts';

/**
 * An announcement's identity: its kind and what tells it from others of its kind, such as `policy-changed/01J…` or
 * `review-reminder/<grant>/2026-11-26`. Whoever announces under the same id twice announces once.
 */
export const AnnouncementId = z
  .string()
  .regex(/^[a-z][a-z-]*(\/[\w.-]{1,64}){1,3}$/)
  .brand<'AnnouncementId'>();
export type AnnouncementId = z.infer<typeof AnnouncementId>;

/** A process began to work under another policy than the one before it. */
const PolicyChanged = z.object({ kind: z.literal('policy-changed'), changes: z.array(PolicyChange) });

/** The chain of the audit was broken, and somebody at the command line let it go on. */
const AuditRepaired = z.object({
  kind: z.literal('audit-repaired'),
  by: z.string(),
  reason: z.string(),
  found: z.string(),
});

/** Somebody went on without an approval. */
const GlassBroken = z.object({ kind: z.literal('glass-broken'), review: GlassReview });

/** Nobody has looked yet at what was done without an approval. */
const ReviewReminder = z.object({
  kind: z.literal('review-reminder'),
  review: GlassReview,
  since: z.number(),
});

/** What was done alone and nobody has looked at yet: some of it, and how much there is in all. */
const OpenReviews = z.object({
  kind: z.literal('open-reviews'),
  some: z.array(DailyReview),
  count: z.number(),
});

/** A silence came to its end; `ringing`: what it covered and still rings. */
const SilenceEnded = z.object({
  kind: z.literal('silence-ended'),
  silence: Silence,
  ringing: z.array(IncidentNumber),
});

/** Something that is no alarm came the way of alarms. */
const ForeignNotice = z.object({
  kind: z.literal('foreign-notice'),
  notice: OtherNotice,
  /** How many more came from the same sender before it and aren't shown; absent: none. */
  more: z.number().int().positive().optional(),
});

/** The watch on the watch: news of alarms may be missing. */
const AlarmsLate = z.object({
  kind: z.literal('alarms-late'),
  what: z.discriminatedUnion('kind', [
    /** The alarm that is set off to see whether its news comes didn't come, in milliseconds, `within` that time. */
    z.object({ kind: z.literal('synthetic'), alarm: z.string(), sentAt: z.number(), within: z.number() }),
    /** News lies in a dead-letter queue: nobody could take it in. */
    z.object({ kind: z.literal('dead-letters'), queue: z.string(), count: z.number().int() }),
  ]),
});

/** Nobody has acknowledged alarms, so others hear of them. */
const AlarmEscalated = z.object({
  kind: z.literal('alarm-escalated'),
  incident: IncidentNumber,
  /** Where they are told. */
  channel: z.string(),
  name: z.string(),
  severity: Severity,
  stack: z.string().optional(),
  since: z.number(),
});

/** An alarm began to ring soon after a run had deployed its service. */
const AlarmAfterDeploy = z.object({
  kind: z.literal('alarm-after-deploy'),
  incident: IncidentNumber,
  /** Where it is told. */
  channel: z.string(),
  name: z.string(),
  severity: Severity,
  since: z.number(),
  /** When the deployment began. */
  deployedAt: z.number(),
});

/** What is announced: facts only, which a view puts into words. Add a kind here, and its view. */
export const Announced = z.discriminatedUnion('kind', [
  PolicyChanged,
  AuditRepaired,
  GlassBroken,
  ReviewReminder,
  OpenReviews,
  SilenceEnded,
  ForeignNotice,
  AlarmsLate,
  AlarmEscalated,
  AlarmAfterDeploy,
]);
export type Announced = z.infer<typeof Announced>;
/** What is announced of a kind. */
export type AnnouncedOf<K extends Announced['kind']> = Extract<Announced, { readonly kind: K }>;

/** Something that people must see once, whether they asked or not. */
export const Announcement = z.object({
  id: AnnouncementId,
  to: z.array(Addressee).min(1),
  what: Announced,
});
export type Announcement = z.infer<typeof Announcement>;
