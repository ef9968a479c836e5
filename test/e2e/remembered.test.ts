import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenDeployment } from '../../src/domain/ports/deployment-history.ts';
import { redisHistory } from '../../src/jobs/history/redis-history.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import { story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor, within } from '../support/wait-for.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

const REPOSITORY = 'mcp-gateway-registry';
const auth = { ...registry, ecsService: 'mcp-gateway-v2-auth' };

let world: TestWorld;
let redis: Redis;

beforeAll(async () => {
  world = await testWorld({ limits: { 'history-every': '300ms' } });
  redis = new Redis(world.redis.url);
});
afterAll(async () => {
  redis.disconnect();
  await world.stop();
});

const history = (service = registry): Promise<readonly SeenDeployment[]> =>
  redisHistory(redis, keysOf(world.redis.keyspace), 60_000).of(service, 50);

/** Waits until the newest deployment of the registry is over, and of that digest. */
const recorded = (digest: string): Promise<SeenDeployment> =>
  waitFor(
    async () => {
      const [newest] = await history();
      return newest?.end && newest.images.some((image) => image.digest === digest) ? newest : undefined;
    },
    { what: `a deployment of ${digest} to be remembered`, show: history },
  );

const push = (): string => world.ecr.push(registry.region, REPOSITORY, { tag: 'latest' });
const deployFromOutside = (): void => {
  const { region, cluster, ecsService: service } = registry;
  world.ecs.world.update({ region, cluster, service }, { force: true });
};

describe('deployments, whoever began them', () => {
  it('are kept by the next worker where the first was killed in the middle', async () => {
    const held = world.ecs.faults.hold('ListServiceDeployments', 'before');
    const first = await world.start('worker');
    await within(held.held, 'the worker to look closely at a service');
    await first.signal('SIGKILL');
    held.release();
    expect(await history()).toEqual([]);
    await world.start('worker');
    await waitFor(async () => (await history())[0]?.end, { what: 'the second worker' });
    await waitFor(async () => (await history(auth))[0]?.end, { what: 'auth too' });
  });

  it('are remembered with their digests under one revision of :latest, overwritten twice from outside', async () => {
    const digests = [push()];
    deployFromOutside();
    await recorded(digests[0] ?? '');
    digests.unshift(push());
    deployFromOutside();
    await recorded(digests[0] ?? '');
    const all = await history();
    expect(all.slice(0, 2).map(({ images }) => images.map(({ digest }) => digest))).toEqual(
      digests.map((digest) => [digest]),
    );
    expect(new Set(all.map(({ taskDefinition }) => taskDefinition)).size).toBe(1);
    expect(all.map(({ run }) => run)).toEqual([undefined, undefined, undefined]);
  });

  it('name the run that asked for them, and its tag', async () => {
    await world.start('bot');
    const person = story(world);
    const digest = world.ecr.push(registry.region, REPOSITORY, { tag: 'v9' });
    await person.ops('deploy registry --image v9');
    await person.rootReads(/done after/);
    expect(await recorded(digest)).toMatchObject({ run: 1, tag: 'v9', end: { kind: 'succeeded' } });
    await person.ops('restart registry');
    await person.rootReads(/#2 restart.*done after/);
    const restarted = await waitFor(
      async () => {
        const [newest] = await history();
        // A look in the middle of the rollout knows neither its end nor every digest.
        return newest?.run === 2 && newest.end && newest.images[0]?.digest ? newest : undefined;
      },
      { what: 'the restart', show: history },
    );
    expect(restarted.images.map((image) => image.digest)).toEqual([digest]);
  });

  it('are looked at by one of two workers, with one DescribeServices for all services of the cluster', async () => {
    await world.start('worker');
    const asked = () => world.ecs.record.filter(({ call }) => call !== 'AssumeRole');
    const from = asked().length;
    await waitFor(() => asked().length >= from + 8, { what: 'eight more rounds' });
    const rounds = asked().slice(from, from + 8);
    expect(new Set(rounds.map(({ call }) => call))).toEqual(new Set(['DescribeServices']));
    // One look each 300 ms takes 2.1 s for these; two workers that both look would take half of it.
    expect((rounds.at(-1)?.at ?? 0) - (rounds[0]?.at ?? 0)).toBeGreaterThan(1_400);
  });
});
