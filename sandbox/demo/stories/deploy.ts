import { shortDigest } from '../../../src/domain/image/image.ts';
import { repositoryOf } from '../../ecr/seed.ts';
import type { Demo } from '../demo.ts';
import { approveIn } from './approve.ts';
import { press, rootReads, wordsOf } from './run-messages.ts';
import { runningDigests, serviceOf } from './service.ts';
import { expectThat, type Story } from './story.ts';

const USER = 'U0OPERATOR';
const CHANNEL = 'C0OPSPROD';
const STACK = 'prod-us-east-1';
const ALARM = 'mcp-gateway-v2-auth-cpu-high';
const PROVING = /watching (alarms|.*alarm)/i;

/** Two deploys: one is proven by quiet alarms and by its health endpoint, the other's alarm rings, and it is rolled back. */
export const deploy: Story = {
  name: 'deploy',
  async play(demo, tell) {
    const { slack } = demo.sandbox;
    const registry = serviceOf(demo, STACK, 'registry');
    const auth = serviceOf(demo, STACK, 'auth');
    const [oldAuth] = runningDigests(auth);
    const pushed = [registry, auth].map(({ target }) => {
      const { account, region, name } = repositoryOf(target);
      return demo.sandbox.ecr(account).push(region, name, { tag: 'v2' });
    });
    tell('a pipeline pushes v2 of registry and auth');

    tell('/ops deploy registry --image v2');
    await slack.command({ user: USER, channel: CHANNEL, text: 'deploy registry --image v2' });
    const about = /deploy prod-us-east-1\/registry/;
    const preview = await inThread(demo, about, /What changes/);
    tell(preview.replaceAll('\n', '\n  '));
    tell('Approve, by somebody else');
    await approveIn(demo, { channel: CHANNEL, about });

    tell('/ops deploy auth --image v2');
    await slack.command({ user: USER, channel: CHANNEL, text: 'deploy auth --image v2' });
    const second = { about: /deploy prod-us-east-1\/auth/ };
    await approveIn(demo, { channel: CHANNEL, ...second });
    await rootReads(demo, CHANNEL, { ...second, reads: PROVING });
    tell(`all its tasks are new, and ${ALARM} rings`);
    const { board } = demo.sandbox.cloudwatch(auth.target.account);
    board.set(auth.key.region, ALARM, 'ALARM');
    const asking = await rootReads(demo, CHANNEL, { ...second, reads: new RegExp(`${ALARM} rings`) });
    tell(wordsOf(asking).split('\n')[2] ?? '');
    tell('Roll back');
    await press(demo, { user: USER, channel: CHANNEL, root: asking, label: 'Roll back' });

    const done = await rootReads(demo, CHANNEL, { about, reads: / after / });
    tell(done.text);
    expectThat(/ done after /.test(done.text), `expected it to be done, and read: ${done.text}`);
    const [digest = ''] = pushed;
    for (const word of [shortDigest(digest), 'quiet', 'health endpoint answers'])
      expectThat(done.text.includes(word), `expected "${word}", and read: ${done.text}`);
    expectThat(
      runningDigests(registry).every((one) => one === digest),
      'expected the tasks of registry to run what was pushed',
    );

    const back = await rootReads(demo, CHANNEL, { ...second, reads: / after / });
    tell(back.text);
    expectThat(
      / rolled back by hand after /.test(back.text),
      `expected the way back, and read: ${back.text}`,
    );
    expectThat(
      runningDigests(auth).every((one) => one === oldAuth),
      'expected the tasks of auth to run what they ran before',
    );
    board.set(auth.key.region, ALARM, 'OK');
  },
};

/** What the thread of a run says, once it says that. */
async function inThread({ sandbox: { slack } }: Demo, about: RegExp, reads: RegExp): Promise<string> {
  return slack.waitFor(() => {
    const root = slack.messages(CHANNEL).findLast(({ text }) => about.test(text));
    const reply = root?.thread.find((one) => reads.test(wordsOf(one)));
    return reply && wordsOf(reply);
  }, 30_000);
}
