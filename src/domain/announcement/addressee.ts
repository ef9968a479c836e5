import { z } from 'zod';
import { RunId } from '../ids.ts';

/** Who is told: a channel, a person in their direct messages, or those who follow a run, in the thread of its message. */
export const Addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), channel: z.string() }),
  z.object({ kind: z.literal('person'), user: z.string() }),
  z.object({ kind: z.literal('run'), run: RunId }),
]);
export type Addressee = z.infer<typeof Addressee>;

/** An addressee's id, Slack's or the run's: that of a channel is never one of a person, nor of a run. */
export function addressOf(to: Addressee): string {
  switch (to.kind) {
    case 'channel':
      return to.channel;
    case 'person':
      return to.user;
    case 'run':
      return to.run;
  }
}
