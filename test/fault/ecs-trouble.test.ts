import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readable } from '../support/story.ts';
import { waitFor } from '../support/wait-for.ts';
import { begin, effects, oneGoodEnd, openTeam, REGISTRY, type Scene, threeAtOnce } from './scene.ts';

threeAtOnce();

/** As in production: what is throttled is asked again after a second, and then less and less often. */
const PRODUCTION_PAUSES = { limits: { 'retry-from': '1s', 'retry-to': '30s' } } as const;

const THROTTLED_MS = 30_000;
/** The pauses between two tries grow to a quarter of the time spent: after 30 s the next comes within this. */
const NEXT_TRY_MS = 15_000;

/** Throttles calls of this name, `*` for all. Resolves when ECS has refused them for half a minute and takes them again. */
async function throttledFor30s({ world }: Scene, call: string): Promise<void> {
  const since = Date.now();
  const refused = () => world.ecs.record.filter(({ at, answer }) => at >= since && answer === 400);
  const heal = world.ecs.faults.next(call, { kind: 'throttle' }, Number.POSITIVE_INFINITY);
  await waitFor(() => Date.now() - (refused()[0]?.at ?? Number.POSITIVE_INFINITY) >= THROTTLED_MS, {
    what: 'half a minute of throttling',
    timeoutMs: THROTTLED_MS + NEXT_TRY_MS,
    show: refused,
  });
  heal();
}

describe.concurrent('ECS throttles for 30 s', () => {
  it('every call, from before the command on: nothing is done in vain, and one restart comes of it', async (test) => {
    const scene = await openTeam(test, PRODUCTION_PAUSES);
    const throttled = throttledFor30s(scene, '*');
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/AWS is limiting ecs:DescribeServices[^\n]*\nTrying again\./);
    await throttled;
    expect(effects(scene)).toHaveLength(0);
    await oneGoodEnd(scene);
  });

  it('UpdateService itself: the message says so, it is asked again with growing pauses, and done once', async (test) => {
    const scene = await openTeam(test, PRODUCTION_PAUSES);
    const throttled = throttledFor30s(scene, 'UpdateService');
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/AWS is limiting ecs:UpdateService[^\n]*\nTrying again\./);
    await throttled;
    const asked = scene.world.ecs.calls('UpdateService').length;
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThan(20);
    expect(effects(scene)).toHaveLength(0);
    await oneGoodEnd(scene);
    expect(scene.world.ecs.calls('UpdateService')).toHaveLength(asked + 1);
  });

  it('every read while it follows its rollout: the message says so, no end is made up, and it ends well', async (test) => {
    const scene = await openTeam(test, PRODUCTION_PAUSES);
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    const throttled = throttledFor30s(scene, '*');
    scene.world.ecs.script(REGISTRY, undefined);
    await scene.person.rootReads(/AWS is limiting ecs:DescribeServices[^\n]*\nECS goes on; looking again\./);
    await throttled;
    expect(scene.person.roots().map(readable).join()).not.toMatch(/after \d/);
    await oneGoodEnd(scene);
  });
});

/** Many times the pauses between two tries of these tests. */
const AWAY_MS = 3_000;

describe.concurrent("ECS can't be reached for a while", () => {
  it('during a rollout: the run waits on and ends well', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    scene.world.ecs.away(true);
    scene.world.ecs.script(REGISTRY, undefined);
    await sleep(AWAY_MS);
    scene.world.ecs.away(false);
    await oneGoodEnd(scene);
  });

  it('from before the command on: the run begins when ECS is back', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.away(true);
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/Trying again/);
    await sleep(AWAY_MS);
    scene.world.ecs.away(false);
    await oneGoodEnd(scene);
  });
});
