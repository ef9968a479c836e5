import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { within } from '../support/wait-for.ts';
import { begin, oneGoodEnd, openTeam, REGISTRY, type Scene, threeAtOnce } from './scene.ts';

threeAtOnce();

/** Longer than it takes to find a job without its lock (every 500 ms) and to take it up. */
const FOUND_MS = 2_000;

/** Deletes keys of the queue by the end of their names; answers how many there were. */
async function forget({ world }: Scene, pattern: string): Promise<number> {
  const redis = new Redis(world.redis.url);
  try {
    // A job is a wake-up call with the run's id; all that matters is in the ledger.
    const keys = await redis.keys(`{${world.redis.keyspace}}:runs:${pattern}`);
    return keys.length === 0 ? 0 : await redis.del(keys);
  } finally {
    redis.disconnect();
  }
}

describe.concurrent('the queue loses what it had', () => {
  it('the lock of a job in hand: whoever takes it up, ECS is asked once', async (test) => {
    const scene = await openTeam(test);
    await scene.start('worker');
    const update = scene.world.ecs.faults.hold('UpdateService', 'after');
    await begin(scene, 'restart registry');
    await within(update.held, 'UpdateService');
    expect(await forget(scene, '*:lock')).toBe(1);
    await sleep(FOUND_MS);
    update.release();
    await oneGoodEnd(scene);
  });

  it('the whole queue while a run is in hand: it ends well all the same', async (test) => {
    const scene = await openTeam(test);
    await scene.start('worker');
    const update = scene.world.ecs.faults.hold('UpdateService', 'after');
    await begin(scene, 'restart registry');
    await within(update.held, 'UpdateService');
    expect(await forget(scene, '*')).toBeGreaterThan(0);
    update.release();
    await oneGoodEnd(scene);
  });

  it('the whole queue while a run waits: it is found and waits on', async (test) => {
    const scene = await openTeam(test);
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    expect(await forget(scene, '*')).toBeGreaterThan(0);
    scene.world.ecs.script(REGISTRY, undefined);
    await oneGoodEnd(scene);
  });
});
