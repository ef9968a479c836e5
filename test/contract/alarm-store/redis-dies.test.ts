import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../../src/domain/alarm/notice.ts';
import type { OwnRedis } from '../../../tools/redis/own-redis.ts';
import { startRedis } from '../../../tools/redis/start-redis.ts';
import { aNotice, anIncident } from '../../support/alarm-values.ts';
import { type ConnectOptions, testRedis } from '../../support/redis.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type RedisStore, redisStore } from './redis-store.ts';

let own: OwnRedis;
const stores: RedisStore[] = [];
beforeAll(async () => {
  own = await startRedis();
});
afterAll(async () => {
  for (const { server } of stores) await server.cleanup();
  await own.stop();
});

/** A store on the server that dies, and connections of its own. */
const open = (options: ConnectOptions = {}): RedisStore => {
  const server = testRedis(own.url);
  const connect: typeof server.connect = (more) => {
    const redis = server.connect({ ...options, ...more });
    // It fails while the server is away: that is what is under test.
    redis.on('error', () => undefined);
    return redis;
  };
  const store = redisStore({}, { ...server, connect });
  stores.push(store);
  return store;
};

/** Kills the server in the midst of what is going on, and starts it again on what it had written. */
async function dies(): Promise<void> {
  await own.kill();
  await own.restart();
}

describe('when Redis is killed and comes again', () => {
  it('news that was taken in is there, and is known when it comes again', async () => {
    const { intake, inbox } = open();
    const notices = Array.from({ length: 50 }, (_, i) => aNotice(`alarm-${i}`));
    await intake.take(notices);
    await dies();
    expect(await intake.take(notices)).toEqual(notices.map(() => 'duplicate'));
    expect((await inbox.oldest(100)).flatMap((one) => ('notice' in one ? [one.notice] : []))).toEqual(
      notices,
    );
  });

  it('in the midst of a storm, whoever brings news again until it is taken loses none and doubles none', async () => {
    const { intake, inbox } = open();
    const calls = Array.from({ length: 60 }, (_, call) =>
      Array.from({ length: 10 }, (_unused, i) => aNotice(`alarm-${call}-${i}`)),
    );
    const bring = async (notices: readonly Notice[]): Promise<void> => {
      for (let taken = false; !taken; ) taken = await intake.take(notices).then(Boolean, () => false);
    };
    const bringing = Promise.all(calls.map(bring));
    await dies();
    await bringing;
    const ids = (await inbox.oldest(10_000)).flatMap((one) => ('notice' in one ? [one.notice.id] : []));
    expect([...ids].sort()).toEqual(
      calls
        .flat()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('in the midst of writes, each was done whole or not at all, and none that was answered is lost', async () => {
    // What isn't answered isn't sent again by itself.
    const { intake, inbox, incidents, notices, redis } = open({
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
    });
    await waitFor(() => redis.status === 'ready', { what: 'the connection' });
    await intake.take(Array.from({ length: 200 }, (_, i) => aNotice(`alarm-${i}`)));
    const places = (await inbox.oldest(1_000)).map(({ place }) => place);
    const all = places.map((place, i) => ({ place, incident: anIncident(`alarm-${i}`) }));
    const answered = new Set<string>();
    const writing = all.map(async ({ place, incident }) => {
      const done = { inbox: { from: place, upTo: place } };
      if ((await incidents.write([{ incident, slack: 'tell' }], done)) === 'written') answered.add(place);
    });
    const settled = Promise.allSettled(writing);
    await Promise.all(writing.slice(0, 20));
    await dies();
    await settled;
    await waitFor(() => redis.ping(), { what: 'the connection' });
    const waits = new Set((await inbox.oldest(1_000)).map(({ place }) => place));
    const behind = new Set((await notices.due(1_000)).map(({ id }) => id));
    for (const { place, incident } of all) {
      const isThere = (await incidents.read(incident.id)) !== undefined;
      if (answered.has(place)) expect(isThere).toBe(true);
      expect(waits.has(place)).toBe(!isThere);
      expect(behind.has(incident.id)).toBe(isThere);
      expect((await incidents.newest([incident.key])).has(incident.key)).toBe(isThere);
    }
  });
});
