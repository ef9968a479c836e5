import { z } from 'zod';
import { slashCommandForm } from '../../sandbox/slack/delivery/slash-command.ts';
import { CHANNEL, people, TEAM } from '../world/config.ts';

/** What is sent, one after the other and then again from the first: slash commands, or forms as they are. */
export const Content = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('commands'),
    team: z.string(),
    channel: z.string(),
    /** Who types. */
    users: z.array(z.string()).min(1),
    /** What is typed after the command. */
    texts: z.array(z.string()).min(1),
  }),
  z.object({ kind: z.literal('forms'), forms: z.array(z.string()).min(1) }),
]);
export type Content = z.infer<typeof Content>;

/** Commands that the bench's people type in turn. */
export const typed = (texts: readonly string[]): Content => ({
  kind: 'commands',
  team: TEAM,
  channel: CHANNEL,
  users: [...people],
  texts: [...texts],
});

/**
 * Makes the body of the n-th request of some content. A command is one that nobody has typed before: its trigger id is
 * `run` and a count that never begins again.
 */
export function formMaker(run: string): (content: Content, n: number, slackUrl: string) => string {
  let commands = 0;
  return (content, n, slackUrl) => {
    if (content.kind === 'forms') return nth(content.forms, n);
    commands += 1;
    const user = nth(content.users, n);
    return slashCommandForm(
      {
        team: { id: content.team, name: 'bench' },
        // Answers are Slack's to take: a request that names another address is turned away.
        responseUrl: new URL('/unused', slackUrl).href,
        triggerId: `${run}.${commands}`,
      },
      { id: user, name: user.toLowerCase() },
      { id: content.channel, name: 'bench', botIsMember: true },
      { command: '/ops', text: nth(content.texts, n) },
    );
  };
}

const nth = (list: readonly string[], n: number): string => list[n % list.length] ?? '';
