import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import type { OwnRedis } from '../../tools/redis/own-redis.ts';
import { startRedis } from '../../tools/redis/start-redis.ts';
import { readable } from '../support/story.ts';
import { within } from '../support/wait-for.ts';
import { writes } from './boundaries.ts';
import { begin, oneGoodEnd, openTeam, REGISTRY, threeAtOnce } from './scene.ts';

threeAtOnce();

/** The job's lock lasts 2 s and the run's lease 3 s in these tests. */
const outages = [
  { outage: 'less than a lock', ms: 500 },
  { outage: 'more than a lock and a lease', ms: 4_000 },
] as const;

/** A team with a second worker, on a Redis of its own that can be killed. */
async function openOnOwnRedis(test: TestContext) {
  const redis = await startRedis();
  // Registered first, so that it ends last.
  test.onTestFinished(() => redis.stop());
  const scene = await openTeam(test, { redisUrl: redis.url });
  await scene.start('worker');
  return { scene, redis };
}

async function killFor(redis: OwnRedis, ms: number): Promise<void> {
  await redis.kill();
  await sleep(ms);
  await redis.restart();
}

describe.concurrent.for(outages)('Redis is killed and away for $outage', ({ ms }) => {
  it('while ECS does what it was asked: one UpdateService, one good end', async (test) => {
    const { scene, redis } = await openOnOwnRedis(test);
    const update = scene.world.ecs.faults.hold('UpdateService', 'after');
    await begin(scene, 'restart registry');
    await within(update.held, 'UpdateService');
    await redis.kill();
    update.release();
    await sleep(ms);
    await redis.restart();
    await oneGoodEnd(scene);
  });

  it('while the run waits for its rollout: it waits on', async (test) => {
    const { scene, redis } = await openOnOwnRedis(test);
    scene.world.ecs.script(REGISTRY, { kind: 'stuck' });
    await begin(scene, 'restart registry');
    await scene.person.rootReads(/0 of 2 new tasks/);
    await killFor(redis, ms);
    scene.world.ecs.script(REGISTRY, undefined);
    await oneGoodEnd(scene);
  });
});

describe.concurrent('Redis is away while a command is typed', () => {
  it('the person reads that it is not confirmed, nothing was started, and typing it again starts one', async (test) => {
    const scene = await openTeam(test);
    scene.bot.redis.away(true);
    const typed = await scene.person.ops('restart registry');
    expect(typed.outcome).toBe('acked');
    expect(scene.person.whispers().at(-1)).toContain('Not confirmed');
    scene.bot.redis.away(false);
    await begin(scene, 'restart registry');
    await oneGoodEnd(scene);
  });

  it('and takes the bytes only after the person has given up: they are refused there, nothing is started late', async (test) => {
    const scene = await openTeam(test);
    const request = scene.bot.redis.hold({ holding: writes.request('restart'), when: 'before' });
    const typed = await scene.person.ops('restart registry');
    expect(typed.outcome).toBe('acked');
    expect(scene.person.whispers().at(-1)).toContain('Not confirmed');
    request.release();
    await begin(scene, 'restart registry');
    await oneGoodEnd(scene);
  });

  it('and has stored it, but its answer is lost: its message appears, and it runs once', async (test) => {
    const scene = await openTeam(test);
    const request = scene.bot.redis.hold({ holding: writes.request('restart'), when: 'after' });
    await scene.person.ops('restart registry');
    expect(scene.person.whispers().at(-1)).toContain('Not confirmed');
    request.release();
    await oneGoodEnd(scene);
  });

  it('for the bot and the worker, silent without being cut: everything goes on when it speaks again', async (test) => {
    const scene = await openTeam(test);
    const update = scene.world.ecs.faults.hold('UpdateService', 'after');
    await begin(scene, 'restart registry');
    await within(update.held, 'UpdateService');
    for (const { redis } of [scene.bot, scene.worker]) redis.silence(true);
    update.release();
    await sleep(4_000);
    for (const { redis } of [scene.bot, scene.worker]) redis.silence(false);
    const [root] = scene.person.roots();
    expect(root && readable(root)).not.toContain('done');
    await oneGoodEnd(scene);
  });
});
