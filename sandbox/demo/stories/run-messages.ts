import type { RootMessage } from '../../slack/workspace/message.ts';
import type { Demo } from '../demo.ts';
import { expectThat } from './story.ts';

/** With the default limits everything that a story waits for comes within half a minute; a busy machine takes longer. */
const PATIENCE_MS = 90_000;

/** The newest root message of a channel that is about this, once it reads so. */
export function rootReads(
  { sandbox: { slack } }: Demo,
  channel: string,
  { about, reads }: { readonly about: RegExp; readonly reads: RegExp },
): Promise<RootMessage> {
  return slack.waitFor(() => {
    const root = slack.messages(channel).findLast(({ text }) => about.test(text));
    return root && reads.test(wordsOf(root)) ? root : undefined;
  }, PATIENCE_MS);
}

/** What stands in a message: its sections, and what a notification shows. */
export const wordsOf = ({ text, blocks }: Pick<RootMessage, 'text' | 'blocks'>): string =>
  [text, ...blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : []))].join('\n');

/** Clicks the button of that label, and says yes where Slack asks first. */
export async function press(
  { sandbox: { slack } }: Demo,
  {
    user,
    channel,
    root,
    label,
  }: Readonly<Record<'user' | 'channel' | 'label', string>> & {
    readonly root: RootMessage;
  },
): Promise<void> {
  const buttons = root.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const button = buttons.find((one) => one.type === 'button' && one.text.text === label);
  expectThat(button !== undefined, `expected a button ${label}`);
  await slack.click({ user, channel, ts: root.ts, actionId: button.action_id ?? '', confirm: true });
}
