import type { Demo } from '../demo.ts';
import { press, rootReads, wordsOf } from './run-messages.ts';
import { serviceOf } from './service.ts';
import { expectThat, type Story } from './story.ts';

const USER = 'U0OPERATOR';
const CHANNEL = 'C0ALERTS';
// No other story changes anything there, so a restart is among what fits best.
const STACK = 'prod-us-west-2';
const ALARM = 'mcp-gateway-v2-registry-memory-high';
const ABOUT = /registry memory-high/;
/** Within so long of its publication an alarm is told. */
const SOON_MS = 5_000;

/** An alarm rings: it comes with its graph, somebody takes it on, mends it by the button, and it is over without an OK action. */
export const alarm: Story = {
  name: 'alarm',
  async play(demo, tell) {
    const { slack } = demo.sandbox;
    const registry = serviceOf(demo, STACK, 'registry');
    const { board } = demo.sandbox.cloudwatch(registry.target.account);
    const asked = registry.ecs.calls('UpdateService').length;

    tell(`CloudWatch: ${ALARM} rings, and tells its topic`);
    board.set(registry.key.region, ALARM, 'ALARM');
    const began = Date.now();
    const root = await slack.waitFor(
      () => slack.messages(CHANNEL).findLast(({ text }) => ABOUT.test(text)),
      SOON_MS,
    );
    tell(`${root.text.replaceAll('&gt;', '>')} (${((Date.now() - began) / 1000).toFixed(1)} s later)`);

    const known = await withPicture(demo);
    tell(wordsOf(known).split('\n').slice(1).join('\n  ').replaceAll('&gt;', '>'));
    const picture = known.blocks.find((block) => block.type === 'image');
    tell(`[${picture?.type === 'image' ? picture.alt_text : ''}]`);

    tell('Acknowledge');
    await press(demo, { user: USER, channel: CHANNEL, root: known, label: 'Acknowledge' });
    const taken = await rootReads(demo, CHANNEL, { about: ABOUT, reads: /acknowledged by/ });

    tell('Restart registry');
    await press(demo, { user: USER, channel: CHANNEL, root: taken, label: 'Restart registry' });
    const run = await rootReads(demo, CHANNEL, { about: /^#\d+ restart/, reads: / after / });
    tell(run.text);
    expectThat(/ done after /.test(run.text), `expected it to be done, and read: ${run.text}`);
    expectThat(
      registry.ecs.calls('UpdateService').length === asked + 1,
      'expected one change of the service, and no second one',
    );

    tell('CloudWatch: it is OK again, and tells nobody');
    board.set(registry.key.region, ALARM, 'OK');
    const over = await rootReads(demo, CHANNEL, { about: ABOUT, reads: /over after/ });
    tell(over.text);
    const verdict = await slack.waitFor(
      () =>
        slack
          .messages(CHANNEL)
          .find(({ ts }) => ts === root.ts)
          ?.thread.map(wordsOf)
          .find((text) => /helped/.test(text)),
      30_000,
    );
    tell(verdict.split('\n')[0] ?? '');
  },
};

/** The alarm's message once its metric's graph is in it. */
const withPicture = ({ sandbox: { slack } }: Demo) =>
  slack.waitFor(
    () =>
      slack
        .messages(CHANNEL)
        .findLast(({ text, blocks }) => ABOUT.test(text) && blocks.some(({ type }) => type === 'image')),
    30_000,
  );
