import { z } from 'zod';

/** Who is told: a channel, or a person in their direct messages. */
export const Addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), channel: z.string() }),
  z.object({ kind: z.literal('person'), user: z.string() }),
]);
export type Addressee = z.infer<typeof Addressee>;

/** An addressee's Slack id: that of a channel is never one of a person. */
export const addressOf = (to: Addressee): string => (to.kind === 'channel' ? to.channel : to.user);
