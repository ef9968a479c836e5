import { describe, expect, it } from 'vitest';
import { waitFor, within } from '../support/wait-for.ts';
import {
  begin,
  effects,
  type Member,
  oneGoodEnd,
  openTeam,
  REGISTRY,
  type Scene,
  threeAtOnce,
} from './scene.ts';

threeAtOnce();

/** The drain of these tests is 10 s; what is in hand is over long before. */
const STOPS_MS = 8_000;
/** How long nobody may be at a run when its worker has gone in order. */
const GAP_MS = 2_000;

/** Tells a process to stop and waits until it has, in order. */
async function stopInOrder({ process }: Member): Promise<number> {
  await within(process.signal('SIGTERM'), `the ${process.role} to stop`, STOPS_MS);
  expect(await process.ended, process.output()).toBe(0);
  return Date.now();
}

/** Resolves when the worker has been told to stop and has heard it. */
const hearsIt = ({ process }: Member) =>
  waitFor(() => process.output().includes('stopping'), { what: `the ${process.role} to hear SIGTERM` });

const callsSince = ({ world }: Scene, since: number) => world.ecs.record.filter(({ at }) => at >= since);

describe.concurrent('a worker is told to stop with SIGTERM', () => {
  it('while it reads ECS before it has asked: it ends with 0, and another one asks within two seconds', async (test) => {
    const scene = await openTeam(test);
    const check = scene.world.ecs.faults.hold('DescribeServices', 'before');
    await begin(scene, 'restart registry');
    await within(check.held, 'the first read');
    await scene.start('worker');
    const gone = stopInOrder(scene.worker);
    await hearsIt(scene.worker);
    check.release();
    const goneAt = await gone;
    await oneGoodEnd(scene);
    const [asked] = effects(scene);
    expect(asked?.at).toBeGreaterThan(0);
    expect((asked?.at ?? Number.POSITIVE_INFINITY) - goneAt).toBeLessThan(GAP_MS);
  });

  it('while ECS does what it asked for: it takes down the answer, ends with 0, and another one goes on from there', async (test) => {
    const scene = await openTeam(test);
    const update = scene.world.ecs.faults.hold('UpdateService', 'after');
    await begin(scene, 'restart registry');
    await within(update.held, 'UpdateService');
    await scene.start('worker');
    const gone = stopInOrder(scene.worker);
    await hearsIt(scene.worker);
    update.release();
    const goneAt = await gone;
    const thread = await oneGoodEnd(scene);
    // The answer was in the journal: nothing had to be found again.
    expect(thread.join('\n')).not.toContain('Found deployment');
    const [next] = callsSince(scene, goneAt);
    expect((next?.at ?? Number.POSITIVE_INFINITY) - goneAt).toBeLessThan(GAP_MS);
  });

  it('while a run waits for its rollout: it ends with 0, and another one watches on within two seconds', async (test) => {
    const scene = await openTeam(test);
    await scene.start('worker');
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    const goneAt = await stopInOrder(scene.worker);
    await waitFor(() => callsSince(scene, goneAt).length > 0, {
      what: 'the other worker to read ECS',
      timeoutMs: GAP_MS,
    });
    scene.world.ecs.script(REGISTRY, undefined);
    await oneGoodEnd(scene);
  });
});

describe.concurrent('a bot is told to stop with SIGTERM', () => {
  it('in the middle of a story: it ends with 0, and another one tells the rest within two seconds', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    await scene.start('bot');
    const goneAt = await stopInOrder(scene.bot);
    scene.world.ecs.script(REGISTRY, undefined);
    await scene.world.sandbox.slack.waitFor(
      () =>
        scene.world.sandbox.slack.record.some(({ at, method }) => at > goneAt && method === 'chat.update'),
      GAP_MS,
    );
    await oneGoodEnd(scene);
  });

  it('with a post on its way: it sees to it, ends with 0, and nothing is posted twice', async (test) => {
    const scene = await openTeam(test);
    const post = scene.world.sandbox.slack.faults.hold('chat.postMessage', 'after');
    await begin(scene, 'restart registry');
    await within(post.reached, 'the root on its way to Slack');
    await scene.start('bot');
    const gone = stopInOrder(scene.bot);
    await hearsIt(scene.bot);
    post.release();
    await gone;
    await oneGoodEnd(scene);
    expect(scene.person.roots()).toHaveLength(1);
  });
});
