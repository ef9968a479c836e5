import { describe, expect, it } from 'vitest';
import { waitFor, within } from '../support/wait-for.ts';
import {
  begin,
  type Member,
  oneGoodEnd,
  openTeam as openTeamWith,
  REGISTRY,
  type Scene,
  type Test,
  threeAtOnce,
} from './scene.ts';

threeAtOnce();

/** What is in hand is over long before the drain, for which nobody has to wait. */
const STOPS_MS = 20_000;
/** Nothing is ever taken over here because its owner was silent for too long: what goes on was handed over. */
const WITHOUT_HAND_OVER = '1h';
const openTeam = (test: Test) =>
  openTeamWith(test, {
    limits: {
      'job-lock': WITHOUT_HAND_OVER,
      'run-lease': WITHOUT_HAND_OVER,
      'watch-lease': WITHOUT_HAND_OVER,
      'notifier-lease': WITHOUT_HAND_OVER,
      drain: '29s',
    },
  });

/** Tells a process to stop and waits until it has, in order. */
async function stopInOrder({ process }: Member): Promise<number> {
  const told = Date.now();
  await within(process.signal('SIGTERM'), `the ${process.role} to stop`);
  expect(Date.now() - told).toBeLessThan(STOPS_MS);
  expect(await process.ended, process.output()).toBe(0);
  return Date.now();
}

/** Resolves when the worker has been told to stop and has heard it. */
const hearsIt = ({ process }: Member) =>
  waitFor(() => process.output().includes('stopping'), { what: `the ${process.role} to hear SIGTERM` });

/** Whether a worker has begun this step, as its log says. */
const begun = ({ process }: Member, step: string) =>
  process
    .output()
    .split('\n')
    .some((line) => line.includes('"step begun"') && line.includes(`"step":"${step}"`));

const callsSince = ({ world }: Scene, since: number) => world.ecs.record.filter(({ at }) => at >= since);

describe.concurrent('a worker is told to stop with SIGTERM', () => {
  it('while it reads ECS before it has asked: it ends with 0, and another one asks', async (test) => {
    const scene = await openTeam(test);
    const check = scene.world.ecs.faults.hold('DescribeServices', 'before');
    await begin(scene, 'restart registry');
    await within(check.held, 'the first read');
    const next = await scene.start('worker');
    const gone = stopInOrder(scene.worker);
    await hearsIt(scene.worker);
    check.release();
    await gone;
    await oneGoodEnd(scene);
    expect(begun(scene.worker, 'ask')).toBe(false);
    expect(begun(next, 'ask')).toBe(true);
  });

  it('while ECS does what it asked for: it takes down the answer, ends with 0, and another one goes on from there', async (test) => {
    const scene = await openTeam(test);
    const update = scene.world.ecs.faults.hold('UpdateService', 'after');
    await begin(scene, 'restart registry');
    await within(update.held, 'UpdateService');
    const next = await scene.start('worker');
    const gone = stopInOrder(scene.worker);
    await hearsIt(scene.worker);
    update.release();
    await gone;
    const thread = await oneGoodEnd(scene);
    // The answer was in the journal: nothing had to be found again.
    expect(thread.join('\n')).not.toContain('Found deployment');
    expect(begun(next, 'ask')).toBe(false);
    expect(next.process.output()).toContain('"msg":"ended"');
  });

  it('while a run waits for its rollout: it ends with 0, and another one watches on', async (test) => {
    const scene = await openTeam(test);
    await scene.start('worker');
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    const goneAt = await stopInOrder(scene.worker);
    await waitFor(() => callsSince(scene, goneAt).length > 0, {
      what: 'the other worker to read ECS',
    });
    scene.world.ecs.script(REGISTRY, undefined);
    await oneGoodEnd(scene);
  });
});

describe.concurrent('a bot is told to stop with SIGTERM', () => {
  it('in the middle of a story: it ends with 0, and another one tells the rest', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    await scene.start('bot');
    const goneAt = await stopInOrder(scene.bot);
    scene.world.ecs.script(REGISTRY, undefined);
    await scene.world.sandbox.slack.waitFor(() =>
      scene.world.sandbox.slack.record.some(({ at, method }) => at > goneAt && method === 'chat.update'),
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
