import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import type { Delivery } from '../../sandbox/slack/delivery/deliver.ts';
import { buttonsOf, readable } from './story.ts';
import { CHANNEL } from './values.ts';
import type { TestWorld } from './wheelhouse.ts';

const NOWHERE = 'http://127.0.0.1:1/slack/events';

/**
 * What people do with a bot, as Slack's own requests that aren't delivered yet: so that a test can deliver them in the
 * moment, and as often, as it likes.
 */
export function undelivered({ sandbox: { slack } }: TestWorld, bot: Pick<WheelhouseProcess, 'url'>) {
  async function withoutBot(act: () => Promise<Delivery>): Promise<Delivery> {
    slack.connect(NOWHERE);
    try {
      return await act();
    } finally {
      slack.connect(`${bot.url}/slack/events`);
    }
  }
  return {
    /** Words that somebody types. */
    typed: (user: string, text: string): Promise<Delivery> =>
      withoutBot(() => slack.command({ user, channel: CHANNEL, text })),
    /** The form in which somebody approves a run, read and handed in. */
    async approval(user: string, number: number): Promise<Delivery> {
      await slack.command({ user, channel: CHANNEL, text: `approve ${number}` });
      await slack.waitFor(() => slack.modal(user).length > 0);
      const handed = await withoutBot(async () => {
        const submission = await slack.submit({ user });
        if (!submission.sent) throw new Error(JSON.stringify(submission.errors));
        return submission.delivery;
      });
      await slack.closeModal({ user, how: 'dismiss' });
      return handed;
    },
    /** A click on a button of a run's root, and yes where it asks. */
    async clicked(user: string, number: number, label: string): Promise<Delivery> {
      const root = slack.messages(CHANNEL).find((one) => readable(one).includes(`#${number} `));
      const button = buttonsOf(root).find((one) => one.label === label);
      if (!root || !button) throw new Error(`#${number} has no button ${label}`);
      const { ts } = root;
      return withoutBot(() =>
        slack.click({ user, channel: CHANNEL, ts, actionId: button.actionId, confirm: true }),
      );
    },
    /** Delivers one of them, and gives what it is answered with. */
    deliver: async (one: Delivery): Promise<string> => {
      const { outcome, body } = await slack.redeliver(one);
      return outcome === 'acked' ? body : outcome;
    },
  };
}
