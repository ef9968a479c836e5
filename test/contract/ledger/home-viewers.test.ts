import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { UNKNOWN_DIGEST } from '../../../src/domain/ports/notices.ts';
import { redisHomeViewers } from '../../../src/jobs/ledger/home-viewers.ts';
import { testStore } from '../../support/store.ts';
import { waitFor } from '../../support/wait-for.ts';

const { redis, keys, server } = testStore();
const viewers = redisHomeViewers(redis, keys, { life: 60_000, most: 3 });

beforeEach(async () => {
  await redis.del(keys.homeViewers, keys.homeShown);
});
afterAll(() => server.cleanup());

/** Who is kept up to date, and what theirs shows. */
const all = async () => new Map((await viewers.all()).map(({ user, digest }) => [user, digest]));

describe('who has opened the App Home', () => {
  it('is kept, and nobody knows what it shows until somebody says that they published', async () => {
    const version = await viewers.opened('U1');
    expect(await all()).toEqual(new Map([['U1', UNKNOWN_DIGEST]]));
    expect(await viewers.shown('U1', version, 'abc')).toBe(true);
    expect(await all()).toEqual(new Map([['U1', 'abc']]));
    const [viewer] = await viewers.all();
    expect(viewer?.shownAt).toBeGreaterThan(0);
  });

  it('nobody knows what it shows when two have published at the same time', async () => {
    const first = await viewers.opened('U1');
    const second = await viewers.opened('U1');
    expect(second).toBeGreaterThan(first);
    expect(await viewers.shown('U1', first, 'old')).toBe(false);
    expect(await viewers.shown('U1', second, 'new')).toBe(false);
    expect(await all()).toEqual(new Map([['U1', UNKNOWN_DIGEST]]));
  });

  it('is forgotten when told to, and what a late writer says of it then is nothing', async () => {
    const version = await viewers.opened('U1');
    await viewers.forget('U1');
    expect(await viewers.shown('U1', version, 'abc')).toBe(false);
    expect(await all()).toEqual(new Map());
    await viewers.opened('U1');
    expect(await viewers.shown('U1', version - 1, 'abc')).toBe(false);
  });

  it('is bounded: those who opened theirs last', async () => {
    for (const user of ['U1', 'U2', 'U3', 'U4']) await viewers.opened(user);
    expect([...(await all()).keys()]).toEqual(['U2', 'U3', 'U4']);
    expect(await redis.hlen(keys.homeShown)).toBe(3);
  });

  it('is forgotten after a while, unless it is opened again', async () => {
    const brief = redisHomeViewers(redis, keys, { life: 150, most: 3 });
    await brief.opened('U1');
    await brief.opened('U2');
    const until = performance.now() + 100;
    await waitFor(() => performance.now() > until, { what: 'most of the while' });
    await brief.opened('U2');
    await waitFor(async () => (await brief.all()).length === 1, { what: 'the first to be forgotten' });
    expect((await brief.all()).map(({ user }) => user)).toEqual(['U2']);
  });
});
