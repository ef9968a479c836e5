import { z } from 'zod';
import { refuse } from '../answer.ts';
import { defineMethod } from '../method.ts';
import { postableChannel } from '../target.ts';

/** An emoji's name, perhaps with a skin tone. https://docs.slack.dev/reference/methods/reactions.add */
const NAME = /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/;

const reacting = (method: string, what: 'add' | 'remove', already: string) =>
  defineMethod(
    method,
    { channel: z.string(), timestamp: z.string(), name: z.string() },
    (workspace, { channel, timestamp, name }) => {
      const place = postableChannel(workspace, channel, 'is_archived');
      if (!place.ok) return place.refusal;
      if (!NAME.test(name)) return refuse('invalid_name');
      const found = workspace.find(channel, timestamp);
      if (found === undefined) return refuse('message_not_found');
      const changed = workspace.react(found.message, name, workspace.directory.bot.userId, what);
      return changed ? { ok: true } : refuse(already);
    },
  );

/** https://docs.slack.dev/reference/methods/reactions.add: `already_reacted` the second time. */
export const reactionsAdd = reacting('reactions.add', 'add', 'already_reacted');

/** https://docs.slack.dev/reference/methods/reactions.remove: `no_reaction` where there is none. */
export const reactionsRemove = reacting('reactions.remove', 'remove', 'no_reaction');
