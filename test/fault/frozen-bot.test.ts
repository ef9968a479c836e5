import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readable } from '../support/story.ts';
import { waitFor, within } from '../support/wait-for.ts';
import { begin, oneGoodEnd, openTeam } from './scene.ts';

/** Beyond the notifier's lease (2 s) of these tests. */
const FROZEN_MS = 3_000;

it('a bot is frozen with SIGSTOP in the middle of an edit, which arrives after another bot has told the end: the root tells the end again', async (test) => {
  const scene = await openTeam(test);
  const frozen = scene.bot.process;
  const edit = scene.world.sandbox.slack.faults.hold('chat.update', 'before');
  await begin(scene, 'restart registry');
  await within(edit.reached, 'an edit on its way to Slack');
  await frozen.signal('SIGSTOP');
  await Promise.all([scene.start('bot'), sleep(FROZEN_MS)]);
  await oneGoodEnd(scene);

  edit.release();
  await scene.world.sandbox.slack.waitFor(
    () => !readable(scene.person.roots()[0] ?? {}).includes('done after'),
  );
  await frozen.signal('SIGCONT');
  await waitFor(async () => (await fetch(`${frozen.adminUrl}/readyz`)).ok, {
    what: 'the thawed bot to answer',
  });
  await oneGoodEnd(scene, { takenBack: 1 });
  expect(scene.person.roots()).toHaveLength(1);
});
