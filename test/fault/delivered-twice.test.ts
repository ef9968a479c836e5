import { describe, expect, it, type TestContext } from 'vitest';
import type { Delivery } from '../../sandbox/slack/delivery/deliver.ts';
import { readable } from '../support/story.ts';
import { within } from '../support/wait-for.ts';
import { begin, effects, oneGoodEnd, openScene, REGISTRY, threeAtOnce } from './scene.ts';

threeAtOnce();

/** A person types where nobody listens; then Slack's own request goes to two bots as often as the test likes. */
async function openWithTwoBots(test: TestContext) {
  const scene = await openScene(test);
  const { slack } = scene.world.sandbox;
  const [one, two] = await Promise.all([scene.start('bot'), scene.start('bot'), scene.start('worker')]);
  const bots = [one, two].map(({ process }) => `${process.url}/slack/events`);
  return {
    ...scene,
    /** What a person typed, not yet delivered. */
    async typed(text: string): Promise<Delivery> {
      slack.connect('http://127.0.0.1:1/slack/events');
      const delivery = await scene.person.ops(text);
      slack.connect(bots[0] ?? '');
      return delivery;
    },
    /** Delivers the very same request so often at the same time, to the two bots by turns. Answers what they say. */
    async deliver(delivery: Delivery, times: number): Promise<string[]> {
      const answers = Array.from({ length: times }, (_, i) => {
        slack.connect(bots[i % bots.length] ?? '');
        return slack.redeliver(delivery);
      });
      return (await within(Promise.all(answers), 'the answers')).map(({ body }) => body);
    },
  };
}

const saying = (bodies: readonly string[], what: string): number =>
  bodies.filter((body) => body.includes(what)).length;

describe.concurrent('the very same request is delivered several times, to two bots', () => {
  it('a restart: one run, and every answer names it', async (test) => {
    const scene = await openWithTwoBots(test);
    const answers = await scene.deliver(await scene.typed('restart registry'), 5);
    expect(saying(answers, 'Accepted as *#1*')).toBe(1);
    expect(saying(answers, 'already accepted as *#1*')).toBe(4);
    await oneGoodEnd(scene);
  });

  it('a cancel: one end, and the next run of the service goes its way', async (test) => {
    const scene = await openWithTwoBots(test);
    const { person, world } = scene;
    world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await person.rootReads(/0 of 2 new tasks/);
    const cancel = await scene.typed('cancel 1');
    const answers = await scene.deliver(cancel, 4);
    const stops = saying(answers, '#1 stops at its next safe point');
    expect(stops).toBeGreaterThan(0);
    expect(stops + saying(answers, '#1 is over already')).toBe(4);
    const root = await person.rootReads(/cancelled after/);
    expect(readable(root)).toContain('ECS goes on with the deployment that has begun');

    world.ecs.script(REGISTRY, undefined);
    await person.ops('restart registry --force');
    await person.rootReads(/#2 /);
    expect(saying(await scene.deliver(cancel, 2), '#1 is over already')).toBe(2);
    await person.threadReads(/\*#2 done\* after/);
    const ends = person.roots().map(({ thread }) => saying(thread.map(readable), '* after '));
    expect(ends).toEqual([1, 1]);
    expect(effects(scene)).toHaveLength(2);
  });

  it('an answer to a run that asks: it is taken once, and ECS is asked once more', async (test) => {
    const scene = await openWithTwoBots(test);
    const { person, world } = scene;
    world.ecs.faults.next('UpdateService', { kind: 'status', status: 500, when: 'before' });
    await begin(scene, 'restart registry');
    await person.rootReads(/needs an answer/);
    const answers = await scene.deliver(await scene.typed('resume 1 didnt'), 4);
    expect(saying(answers, 'Taken: #1')).toBe(1);
    expect(saying(answers, "#1 isn't waiting for an answer")).toBe(3);
    await oneGoodEnd(scene);
    expect(world.ecs.calls('UpdateService')).toHaveLength(2);
  });

  it('an answer to an earlier question: it says nothing to the next question', async (test) => {
    const scene = await openWithTwoBots(test);
    const { person, world } = scene;
    world.ecs.faults.next('UpdateService', { kind: 'status', status: 500, when: 'before' }, 2);
    await begin(scene, 'restart registry');
    await person.rootReads(/needs an answer/);
    const answer = await scene.typed('resume 1 didnt');
    expect(await scene.deliver(answer, 1)).toEqual([expect.stringContaining('Taken: #1')]);
    await world.sandbox.slack.waitFor(
      () =>
        saying(
          person.roots()[0]?.thread.map(readable) ?? [],
          'Nothing more is done until somebody answers',
        ) === 2,
    );
    const again = await scene.deliver(answer, 2);
    expect(saying(again, "#1 isn't waiting for an answer")).toBe(2);
    expect(world.ecs.calls('UpdateService')).toHaveLength(2);

    await person.ops('resume 1 didnt');
    await person.rootReads(/#1 restart prod-us-east-1\/registry\* done after/);
    expect(world.ecs.calls('UpdateService')).toHaveLength(3);
    expect(effects(scene)).toHaveLength(1);
  });

  it('a retry: one new run, also when it comes again after that one is over', async (test) => {
    const scene = await openWithTwoBots(test);
    const { person, world } = scene;
    await begin(scene, 'restart registry');
    await oneGoodEnd(scene);
    const retry = await scene.typed('retry 1');
    const answers = await scene.deliver(retry, 4);
    expect(saying(answers, 'Accepted as *#2*')).toBe(1);
    expect(saying(answers, 'already accepted as *#2*')).toBe(3);
    await person.rootReads(/#2 restart prod-us-east-1\/registry\* done after/);
    expect(saying(await scene.deliver(retry, 2), 'already accepted as *#2*')).toBe(2);
    expect(world.ecs.calls('UpdateService')).toHaveLength(2);
    expect(person.roots()).toHaveLength(2);
  });
});
