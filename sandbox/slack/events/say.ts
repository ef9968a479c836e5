import type { SandboxChannel, SandboxUser } from '../options.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { appMention, mentions, messageSaid } from './message-events.ts';
import type { Outbox, SentEvent } from './outbox.ts';

/** What somebody says in a channel, or in the thread of the root `threadTs`. The bot's name is `<@U…>`, as Slack has it. */
export interface Said {
  user: string;
  channel: string;
  text: string;
  threadTs?: string;
}

/** What came of it: the message, and the events the app was sent, each after its first attempt. */
export interface Posted {
  ts: string;
  events: SentEvent[];
}

const speaker = (workspace: Workspace, { user, channel }: Said): [SandboxUser, SandboxChannel] => {
  const person = workspace.user(user);
  if (person === undefined) throw new Error(`No user ${user} in the sandbox`);
  if (person.kind === 'deactivated') throw new Error(`${user} is deactivated and can say nothing`);
  const place = workspace.channel(channel);
  if (place === undefined) throw new Error(`No channel ${channel} in the sandbox`);
  if (place.archived === true) throw new Error(`#${place.name} is archived: nobody can say anything there`);
  if (!workspace.members(place).includes(user)) throw new Error(`${user} isn't in #${place.name}`);
  return [person, place];
};

/**
 * Says something: the message is there, and where the bot is a member it hears of it (a mention in a channel; in
 * direct messages everything; more if it subscribed). Rejects when this person can't say that there.
 */
export const say = async (workspace: Workspace, { emit }: Outbox, said: Said): Promise<Posted> => {
  const [user, channel] = speaker(workspace, said);
  const under = said.threadTs === undefined ? undefined : workspace.find(channel.id, said.threadTs)?.root;
  if (said.threadTs !== under?.ts) throw new Error(`There is no thread ${said.threadTs} in #${channel.name}`);
  const posted = workspace.post(channel.id, { user: user.id, text: said.text, blocks: [] }, under);
  const here = { user, channel, ...posted };
  const events: Promise<SentEvent | undefined>[] = [];
  if (channel.botIsMember) {
    const { subscription, event } = messageSaid(workspace, here);
    events.push(emit(subscription, event, channel));
    const named = channel.direct === undefined && mentions(said.text, workspace.directory.bot.userId);
    if (named) events.push(emit('app_mention', appMention(workspace, here), channel));
  }
  const sent = await Promise.all(events);
  return { ts: posted.message.ts, events: sent.filter((event) => event !== undefined) };
};
