import type { Delivery } from '../slack/delivery/deliver.ts';
import type { SlackSandbox } from '../slack/sandbox.ts';
import { filePreview } from './file-preview.ts';
import type { Guide } from './guide.ts';
import * as asked from './requests.ts';
import { spoken } from './spoken.ts';
import type { WorldPanel } from './world-panel.ts';

/** What one kind of request does. Rejects, with a reason for the person, what they have no way to do. */
export type Post = (body: unknown) => Promise<unknown>;

/** What the requests of the page are about. `changed` tells everyone who looks. */
export interface PostParts {
  slack: SlackSandbox;
  world: WorldPanel;
  guide: Guide;
  changed: () => void;
}

const told = ({ outcome, status, ms }: Delivery) => ({ outcome, status, ms });

/** Slack's own commands do what they do there; of the others there is one. */
const command =
  ({ slack, guide }: PostParts): Post =>
  async (body) => {
    const { user, channel, text: line } = asked.commandRequest.parse(body);
    const typed = asked.commandLine(line);
    if (typed === undefined) throw new Error(`A command begins with a slash, such as ${guide.command} help`);
    const { name } = slack.directory.bot;
    if (typed.command === '/invite' && typed.text.trim() === `@${name}`) {
      slack.invite(channel);
      return { outcome: 'done' };
    }
    if (typed.command !== guide.command) {
      throw new Error(
        `${typed.command} is not a valid command. Here are ${guide.command} and /invite @${name}`,
      );
    }
    return told(await slack.command({ user, channel, ...typed }));
  };

const suggest =
  ({ slack }: PostParts): Post =>
  async (body) => {
    const suggestion = await slack.suggest(asked.suggestRequest.parse(body));
    if (suggestion.kind === 'too-short') return suggestion;
    const { delivery, ...shown } = suggestion;
    return { ...shown, ms: delivery.ms };
  };

const submit =
  ({ slack }: PostParts): Post =>
  async (body) => {
    const submission = await slack.submit(asked.submitRequest.parse(body));
    return submission.sent ? told(submission.delivery) : { outcome: 'kept' };
  };

/** The requests by their path. */
export const posts = (parts: PostParts): ReadonlyMap<string, Post> => {
  const { slack, world, changed } = parts;
  const each: Record<string, Post> = {
    '/command': command(parts),
    '/say': async (body) => {
      const said = asked.sayRequest.parse(body);
      const { events } = await slack.say({ ...said, text: spoken(slack.directory, said.text) });
      return { outcome: events.length === 0 ? 'unheard' : 'heard' };
    },
    '/click': async (body) => told(await slack.click(asked.clickRequest.parse(body))),
    '/shortcut': async (body) => told(await slack.shortcut(asked.shortcutRequest.parse(body))),
    '/message-shortcut': async (body) =>
      told(await slack.messageShortcut(asked.messageShortcutRequest.parse(body))),
    '/suggest': suggest(parts),
    '/fill': async (body) => (await slack.fill(asked.fillRequest.parse(body))).map(told),
    '/use': async (body) => told(await slack.clickInView(asked.useRequest.parse(body))),
    '/submit': submit(parts),
    '/close': async (body) => (await slack.closeModal(asked.closeRequest.parse(body))).map(told),
    '/open-home': async (body) => {
      const sent = await slack.openHome(asked.openHomeRequest.parse(body).user);
      return sent?.attempts[0] === undefined ? { outcome: 'unheard' } : told(sent.attempts[0]);
    },
    '/invite': async (body) => {
      slack.invite(asked.inviteRequest.parse(body).channel);
      return { outcome: 'done' };
    },
    '/file': async (body) => {
      const { id } = asked.fileRequest.parse(body);
      const bytes = slack.fileBytes(id);
      if (bytes === undefined) throw new Error(`There is no file ${id}`);
      return filePreview(bytes);
    },
    '/fault': async (body) => {
      const { id, on } = asked.faultRequest.parse(body);
      world.setFault(id, on);
      changed();
      return { id, on };
    },
  };
  return new Map(Object.entries(each));
};
