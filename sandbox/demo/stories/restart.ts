import type { RootMessage } from '../../slack/workspace/message.ts';
import type { Demo } from '../demo.ts';
import { expectThat, type Story } from './story.ts';

const USER = 'U0OPERATOR';
const CHANNEL = 'C0OPSPROD';
/** With the default limits a killed worker's run is taken over within half a minute; a rollout takes less. */
const PATIENCE_MS = 120_000;
/** The last message of a run's thread. */
const END = /\*#\d+ [^*]+\* after /;

/** A restart that goes well; one whose worker is killed in the middle of its call to ECS; one by the wrong person. */
export const restart: Story = {
  name: 'restart',
  async play(demo, tell) {
    const { slack } = demo.sandbox;
    const ecs = demo.sandbox.ecs('111122223333');
    const made = (): number => ecs.calls('UpdateService').filter((call) => call.didIt).length;

    tell('/ops restart registry');
    await slack.command({ user: USER, channel: CHANNEL, text: 'restart registry --reason "demo"' });
    const first = await ended(demo, 1);
    tell(first.text);
    expectThat(/ done after /.test(first.text), `expected it to be done, and read: ${first.text}`);
    expectThat(made() === 1, `expected 1 UpdateService, and ECS made ${made()}`);

    tell('/ops restart auth, and the worker is killed while ECS answers it');
    const update = ecs.faults.hold('UpdateService', 'after');
    await slack.command({ user: USER, channel: CHANNEL, text: 'restart auth' });
    await update.held;
    await demo.worker.kill();
    update.release();
    tell('another worker starts');
    await demo.worker.fill();
    const second = await ended(demo, 2);
    tell(second.text);
    expectThat(/ done after /.test(second.text), `expected it to be done, and read: ${second.text}`);
    expectThat(made() === 2, `expected 2 UpdateServices in all, and ECS made ${made()}`);
    const ends = second.thread.filter((reply) => END.test(reply.text));
    expectThat(ends.length === 1, `expected one end in the thread, and there are ${ends.length}`);

    tell('/ops restart registry, by somebody who may not');
    await slack.command({ user: 'U0NEWUSER', channel: CHANNEL, text: 'restart registry' });
    const told = slack.ephemerals('U0NEWUSER', CHANNEL).at(-1)?.text ?? '';
    tell(told);
    expectThat(/You may not `restart`/.test(told), `expected a refusal, and read: ${told}`);
    expectThat(made() === 2 && slack.messages(CHANNEL).length === 2, 'expected nothing to be started');
  },
};

/** The n-th root message of the channel, once its run has ended and its thread says so. */
function ended(demo: Demo, n: number): Promise<RootMessage> {
  const { slack } = demo.sandbox;
  return slack.waitFor(() => {
    const root = slack.messages(CHANNEL)[n - 1];
    return root?.thread.some((reply) => END.test(reply.text)) ? root : undefined;
  }, PATIENCE_MS);
}
