import { expect, it, onTestFinished } from 'vitest';
import { startBareBolt } from '../../../bench/bare/bare-bolt.ts';
import { typed } from '../../../bench/load/content.ts';
import { startSocketLoadGenerator } from '../../../bench/load/generators.ts';
import { openSlack, runSocketLoad, slackEnv } from '../../../bench/load/socket-load.ts';

const COUNT = 5;
const load = (expected: string) => ({
  content: typed(['help']),
  expect: expected,
  perSecond: 100,
  count: COUNT,
});

it('a load over Socket Mode goes to the app that is connected to that Slack, and to no other', async () => {
  const generator = await startSocketLoadGenerator();
  onTestFinished(() => generator.stop());
  const [slack, other] = [await openSlack(generator), await openSlack(generator)];
  const bare = await startBareBolt(slackEnv(slack));
  onTestFinished(() => bare.stop());

  const answered = await runSocketLoad(generator, slack, load('^$'));
  expect(answered).toMatchObject({ wrong: 0 });
  expect(answered.ms).toHaveLength(COUNT);
  // The bare app says nothing: whoever expects words has got none.
  expect(await runSocketLoad(generator, slack, load('status'))).toMatchObject({
    ms: [],
    wrong: COUNT,
    firstWrong: 'acked ',
  });
  expect(await runSocketLoad(generator, other, load('^$'))).toMatchObject({
    ms: [],
    wrong: COUNT,
    firstWrong: 'unreachable ',
  });
});
