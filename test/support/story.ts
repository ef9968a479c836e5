import { z } from 'zod';
import type { Delivery } from '../../sandbox/slack/delivery/deliver.ts';
import type { RootMessage } from '../../sandbox/slack/workspace/message.ts';
import { CHANNEL, OPERATOR } from './values.ts';
import type { TestWorld } from './wheelhouse.ts';

/** The text of every block of a message, as a person reads it; what can be clicked is left out. */
export function readable(message: { readonly text?: string | undefined; readonly blocks?: unknown }): string {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      if (Reflect.get(value, 'type') === 'button') return;
      for (const key of ['title', 'text'] as const) {
        const said: unknown = Reflect.get(value, key);
        if (typeof said === 'string') texts.push(said);
      }
      Object.values(value).forEach(walk);
    }
  };
  walk(message.blocks);
  return texts.length > 0 ? texts.join('\n') : (message.text ?? '');
}

/** A button as a person sees it, and what a click on it names. */
export interface SeenButton {
  readonly label: string;
  readonly actionId: string;
}

/** The buttons of a message, in their order. */
export function buttonsOf(message: { readonly blocks?: unknown } | undefined): SeenButton[] {
  const found: SeenButton[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      const button = Button.safeParse(value);
      if (button.success) found.push({ label: button.data.text.text, actionId: button.data.action_id });
      else Object.values(value).forEach(walk);
    }
  };
  walk(message?.blocks);
  return found;
}

const Button = z.object({
  type: z.literal('button'),
  text: z.object({ text: z.string() }),
  action_id: z.string(),
});

/** What a person does and sees in the operations channel. */
export function story({ sandbox }: TestWorld) {
  const { slack } = sandbox;
  const roots = (): RootMessage[] => slack.messages(CHANNEL);
  return {
    /** Types `/ops …` and waits for the acknowledgement. */
    ops: (text: string, user = OPERATOR): Promise<Delivery> =>
      slack.command({ user, channel: CHANNEL, text }),
    roots,
    /** What only this person sees, newest last. */
    whispers: (user = OPERATOR): string[] => slack.ephemerals(user, CHANNEL).map(readable),
    /** Waits until the newest root message reads so. */
    rootReads: (pattern: RegExp): Promise<RootMessage> =>
      slack.waitFor(() => {
        const root = roots().at(-1);
        return root && pattern.test(readable(root)) ? root : undefined;
      }),
    /** Clicks a button of the newest root message as soon as it is there, and says yes where it asks. */
    async click(label: string, user = OPERATOR): Promise<Delivery> {
      const { ts, actionId } = await slack.waitFor(() => {
        const root = roots().at(-1);
        const button = buttonsOf(root).find((one) => one.label === label);
        return root && button ? { ts: root.ts, actionId: button.actionId } : undefined;
      });
      return slack.click({ user, channel: CHANNEL, ts, actionId, confirm: true });
    },
    /** Waits until somebody alone reads so, newest last. */
    whispered: (pattern: RegExp, user = OPERATOR): Promise<string> =>
      slack.waitFor(() =>
        slack
          .ephemerals(user, CHANNEL)
          .map(readable)
          .findLast((text) => pattern.test(text)),
      ),
    /** Waits until a reply in the newest root's thread reads so, and gives the whole thread. */
    threadReads: (pattern: RegExp): Promise<string[]> =>
      slack.waitFor(() => {
        const thread = (roots().at(-1)?.thread ?? []).map(readable);
        return thread.some((text) => pattern.test(text)) ? thread : undefined;
      }),
  };
}
