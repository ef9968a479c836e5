import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { within } from '../support/wait-for.ts';
import { begin, effects, oneGoodEnd, openScene, openTeam, REGISTRY, threeAtOnce } from './scene.ts';

threeAtOnce();

/** Many times the pauses between two tries of these tests. */
const TROUBLE_MS = 3_000;

describe.concurrent('ECS throttles everything for a while', () => {
  it('from before the command on: nothing is asked in vain, one UpdateService happens, one good end', async (test) => {
    const scene = await openTeam(test);
    const heal = scene.world.ecs.faults.next('*', { kind: 'throttle' }, Number.POSITIVE_INFINITY);
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/AWS is limiting/);
    await sleep(TROUBLE_MS);
    expect(effects(scene)).toHaveLength(0);
    heal();
    await oneGoodEnd(scene);
  });

  it('at UpdateService itself: it is asked again, because a throttled call certainly did nothing', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.faults.next('UpdateService', { kind: 'throttle' }, 3);
    await begin(scene, 'restart registry');
    await oneGoodEnd(scene);
    expect(scene.world.ecs.calls('UpdateService')).toHaveLength(4);
  });

  it('during a rollout: the run waits on and ends well', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    const heal = scene.world.ecs.faults.next('*', { kind: 'throttle' }, Number.POSITIVE_INFINITY);
    scene.world.ecs.script(REGISTRY, undefined);
    await sleep(TROUBLE_MS);
    heal();
    await oneGoodEnd(scene);
  });
});

describe.concurrent("ECS can't be reached for a while", () => {
  it('during a rollout: the run waits on and ends well', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    scene.world.ecs.away(true);
    scene.world.ecs.script(REGISTRY, undefined);
    await sleep(TROUBLE_MS);
    scene.world.ecs.away(false);
    await oneGoodEnd(scene);
  });

  it('from before the command on: the run begins when ECS is back', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.away(true);
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/Trying again/);
    await sleep(TROUBLE_MS);
    scene.world.ecs.away(false);
    await oneGoodEnd(scene);
  });
});

describe.concurrent('the same command is delivered five times at once', () => {
  it('to two bots: one run, and every answer names it', async (test) => {
    const scene = await openScene(test);
    const { slack } = scene.world.sandbox;
    const [one, two] = await Promise.all([scene.start('bot'), scene.start('bot'), scene.start('worker')]);
    // Typed where nobody listens, so that Slack's own request can be delivered as often as the test likes.
    slack.connect('http://127.0.0.1:1/slack/events');
    const typed = await scene.person.ops('restart registry');
    const answers = await within(
      Promise.all(
        [one, two, one, two, one].map(({ process }) => {
          slack.connect(`${process.url}/slack/events`);
          return slack.redeliver(typed);
        }),
      ),
      'five answers',
    );
    const bodies = answers.map(({ body }) => body);
    expect(bodies.filter((body) => body.includes('Accepted as *#1*'))).toHaveLength(1);
    expect(bodies.filter((body) => body.includes('already accepted as *#1*'))).toHaveLength(4);
    await oneGoodEnd(scene);
  });
});
