import type { RootMessage } from '../../slack/workspace/message.ts';
import type { Demo } from '../demo.ts';
import { expectThat, type Story } from './story.ts';

const USER = 'U0OPERATOR';
const CHANNEL = 'C0OPSSTAG';
const ACCOUNT = '444455556666';
const PATIENCE_MS = 60_000;

/** A restart by mention, one by a form, and one that is cancelled: whoever talks in a way of their own is understood. */
export const conversation: Story = {
  name: 'conversation',
  async play(demo, tell) {
    const { slack } = demo.sandbox;
    const ecs = demo.sandbox.ecs(ACCOUNT);
    const made = (): number => ecs.calls('UpdateService').filter((call) => call.didIt).length;
    const before = made();

    tell('@wheelhouse restart registry');
    const { userId } = slack.directory.bot;
    await slack.say({ user: USER, channel: CHANNEL, text: `<@${userId}> restart registry` });
    const first = await run(demo, /registry .*done after/);
    tell(first.text);

    tell('/ops restart, and "aut" in the form');
    await slack.command({ user: USER, channel: CHANNEL, text: 'restart' });
    const form = await slack.waitFor(() => slack.modal(USER).at(-1));
    const search = form.view.blocks.flatMap((block) =>
      block.type === 'input' && block.element.type === 'external_select' ? [block] : [],
    )[0];
    expectThat(search !== undefined, 'expected a form that asks which service');
    const { block_id: blockId = '', element } = search;
    const found = await slack.suggest({
      user: USER,
      in: 'modal',
      actionId: element.action_id ?? '',
      blockId,
      typed: 'aut',
    });
    const [option] = found.kind === 'offered' ? found.options : [];
    expectThat(option !== undefined, 'expected something to be offered');
    expectThat(option.value === 'staging-us-east-1/auth', `expected auth, and was offered ${option.value}`);
    await slack.submit({ user: USER, values: { [blockId]: option.value } });
    expectThat(slack.modal(USER).length === 0, 'expected the form to be taken');
    const second = await run(demo, /auth .*done after/);
    tell(second.text);

    tell('/ops restart mcpgw, and Cancel');
    const held = ecs.faults.hold('UpdateService', 'before');
    await slack.command({ user: USER, channel: CHANNEL, text: 'restart mcpgw' });
    const third = await run(demo, /mcpgw/);
    const cancel = third.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))[0];
    const click = { user: USER, channel: CHANNEL, ts: third.ts, actionId: cancel?.action_id ?? '' };
    await slack.click({ ...click, confirm: true });
    held.release();
    const cancelled = await run(demo, /mcpgw .*cancelled after/);
    tell(cancelled.text);
    expectThat(made() - before <= 3, `expected at most 3 UpdateServices, and ECS made ${made() - before}`);
  },
};

/** The newest root message of the channel, once it reads so. */
function run({ sandbox: { slack } }: Demo, reads: RegExp): Promise<RootMessage> {
  return slack.waitFor(() => {
    const root = slack.messages(CHANNEL).at(-1);
    return root && reads.test(root.text) ? root : undefined;
  }, PATIENCE_MS);
}
