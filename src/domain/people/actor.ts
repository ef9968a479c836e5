import { z } from 'zod';

/** Who started a run. A Slack person is a team *and* a user: user ids alone aren't unique across workspaces. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slack'), team: z.string(), user: z.string() }),
  z.object({ kind: z.literal('alarm'), name: z.string() }),
  z.object({ kind: z.literal('schedule'), name: z.string() }),
  z.object({ kind: z.literal('system') }),
]);
export type Actor = z.infer<typeof Actor>;
export type SlackActor = Extract<Actor, { kind: 'slack' }>;
