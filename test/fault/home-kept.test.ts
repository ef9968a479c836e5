import { afterEach, expect, it } from 'vitest';
import { readable, story } from '../support/story.ts';
import { OPERATOR } from '../support/values.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

it('the bot is killed with SIGKILL: the next one keeps the App Home of who had opened it', async () => {
  world = await testWorld({ limits: { 'home-every': '100ms', 'home-call-every': '20ms' } });
  const { slack } = world.sandbox;
  const says = (words: string) =>
    slack.waitFor(() => {
      const home = slack.home(OPERATOR);
      return home !== undefined && readable(home.view).includes(words);
    });

  const bot = await world.start('bot');
  await slack.openHome(OPERATOR);
  await says('Nothing runs');
  await story(world).ops('restart registry');
  await says('#1 restart prod-us-east-1/registry');
  await bot.signal('SIGKILL');
  await world.start('worker');
  await world.start('bot');
  await says('Ended last');
  const { view } = slack.home(OPERATOR) ?? {};
  expect(readable({ blocks: view?.blocks })).toContain('Nothing runs');
});
