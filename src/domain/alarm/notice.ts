import { z } from 'zod';
import { AlarmReport, LENGTHS } from './report.ts';

/** What ECS says by EventBridge: a hint that something changed, never a verdict. */
export const EcsEvent = z.object({
  kind: z.literal('ecs'),
  account: z.string(),
  region: z.string(),
  /** The cluster's name. */
  cluster: z.string(),
  /** `detail.eventName`, or the detail type where an event has none. */
  event: z.string().max(LENGTHS.short),
  at: z.number(),
});
export type EcsEvent = z.infer<typeof EcsEvent>;

/** Something else that came the same way: shown as it is, and nothing more. */
export const OtherNotice = z.object({
  kind: z.literal('other'),
  /** Who sent it: a topic's ARN, or `alertmanager`; absent where it is our own word. */
  from: z.string().max(LENGTHS.short).optional(),
  subject: z.string().max(LENGTHS.short).optional(),
  text: z.string().max(LENGTHS.text),
  at: z.number(),
});
export type OtherNotice = z.infer<typeof OtherNotice>;

/** What a notice says. */
export const Told = z.discriminatedUnion('kind', [AlarmReport, EcsEvent, OtherNotice]);
export type Told = z.infer<typeof Told>;

/** Which way it came: `reading` is our own look at CloudWatch. */
export const Via = z.enum(['sns', 'sqs', 'alertmanager', 'reading']);
export type Via = z.infer<typeof Via>;

/** News as it is stored when it has come in: once for each id. */
export const Notice = z.object({
  /**
   * The same for every delivery of the same news: `sns/` and SNS's MessageId (which is the same across retries and
   * subscriptions), `am/` and a digest of an Alertmanager alert's fingerprint, state and time.
   */
  id: z.string().max(300),
  via: Via,
  what: Told,
});
export type Notice = z.infer<typeof Notice>;
