import { z } from 'zod';
import { PolicyChange } from '../audit/entry.ts';

/**
 * An announcement's identity: its kind and what tells it from others of its kind, such as `policy-changed/01J…` or
 * `review-reminder/<grant>/2026-11-26`. Whoever announces under the same id twice announces once.
 */
export const AnnouncementId = z
  .string()
  .regex(/^[a-z][a-z-]*(\/[\w.-]{1,64}){1,3}$/)
  .brand<'AnnouncementId'>();
export type AnnouncementId = z.infer<typeof AnnouncementId>;

/** Who is told: a channel, or a person in their direct messages. */
export const Addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), channel: z.string() }),
  z.object({ kind: z.literal('person'), user: z.string() }),
]);
export type Addressee = z.infer<typeof Addressee>;

/** An addressee's Slack id: that of a channel is never one of a person. */
export const addressOf = (to: Addressee): string => (to.kind === 'channel' ? to.channel : to.user);

/** A process began to work under another policy than the one before it. */
const PolicyChanged = z.object({ kind: z.literal('policy-changed'), changes: z.array(PolicyChange) });

/** The chain of the audit was broken, and somebody at the command line let it go on. */
const AuditRepaired = z.object({
  kind: z.literal('audit-repaired'),
  by: z.string(),
  reason: z.string(),
  found: z.string(),
});

/** What is announced: facts only, which a view puts into words. Add a kind here, and its view. */
export const Announced = z.discriminatedUnion('kind', [PolicyChanged, AuditRepaired]);
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
