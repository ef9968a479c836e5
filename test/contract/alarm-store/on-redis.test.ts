import { ulid } from 'ulid';
import { afterAll, describe, expect, it } from 'vitest';
import { IncidentNumber } from '../../../src/domain/alarm/incident.ts';
import type { AcknowledgedReview, SilencedReview } from '../../../src/domain/review/review.ts';
import { aNotice, anIncident, aReport, fingerprintOf } from '../../support/alarm-values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type RedisStore, redisStore, SECRET } from './redis-store.ts';

const stores: RedisStore[] = [];
afterAll(() => Promise.all(stores.map(({ server }) => server.cleanup())));

const open = (rules?: Parameters<typeof redisStore>[0]): RedisStore => {
  const store = redisStore(rules);
  stores.push(store);
  return store;
};

const by = { kind: 'slack', team: 'T1', user: 'U1' } as const;
const entry = {
  kind: 'alarm',
  actor: by,
  origin: {},
  incident: IncidentNumber.parse(17),
  outcome: { kind: 'acknowledged' },
} as const;

const ofAlarm = { by, channel: 'C1' };
const ofAck: AcknowledgedReview = {
  ...{ kind: 'acknowledged', id: 'acknowledge/1', ...ofAlarm, at: 1 },
  subject: { kind: 'incident', number: IncidentNumber.parse(17), alarm: 'cpu', alarms: 1 },
};
const ofSilence: SilencedReview = {
  ...{ kind: 'silenced', id: 'silence/1', ...ofAlarm, at: 2, until: 3, reason: 'we know' },
  subject: { kind: 'stack', name: 'prod-us-east-1' },
};

/** All that stands under a store's tag, but for the audit and the number that was given last. */
const leftOf = async ({ redis, keys, server }: RedisStore): Promise<string[]> =>
  (await redis.keys(`{${server.keyspace}}*`)).filter(
    (key) => ![keys.audit, keys.auditHead, keys.lastIncidentNumber].includes(key),
  );

describe('where the audit can’t be written', () => {
  it('no incident is, no news is taken off, nothing is silenced or lifted, and no review opened or closed', async () => {
    const { redis, keys, intake, inbox, incidents, silences, reviews } = open();
    const scope = { kind: 'stack', name: 'prod-us-east-1' } as const;
    const silence = { scope, until: Date.now() + 60_000, by, reason: 'we know', channel: 'C1' };
    await silences.place(silence, ulid(), {}, ofSilence);
    await intake.take([aNotice('cpu')]);
    const waiting = await inbox.oldest(10);
    const place = waiting[0]?.place ?? '';
    const incident = anIncident('cpu');
    const write = () =>
      incidents.write([{ incident, slack: 'tell', dueAt: 1 }], {
        inbox: { from: place, upTo: place },
        audit: [entry],
        review: ofAck,
      });
    const { hash = '' } = await redis.hgetall(keys.auditHead);
    await redis.hdel(keys.auditHead, 'hash');

    await expect(write()).rejects.toThrow('head of the audit');
    expect(await incidents.read(incident.id)).toBeUndefined();
    expect(await incidents.open(10)).toEqual([]);
    expect(await incidents.dueNow(10)).toEqual([]);
    expect(await inbox.oldest(10)).toEqual(waiting);
    await expect(silences.lift(scope, ulid(), { actor: by, origin: {} })).rejects.toThrow();
    const more = { ...ofSilence, id: 'silence/2' };
    await expect(silences.place({ ...silence, reason: 'more' }, ulid(), {}, more)).rejects.toThrow();
    expect(await silences.all()).toMatchObject([{ reason: 'we know' }]);
    await expect(reviews.close([ofSilence], by, 'fine')).rejects.toThrow();
    expect(await reviews.open()).toEqual([ofSilence]);

    await redis.hset(keys.auditHead, 'hash', hash);
    expect(await write()).toBe('written');
    expect(await reviews.open()).toEqual([ofAck, ofSilence]);
  });
});

describe('what this build can’t read', () => {
  it('in the inbox is given as it stands, hides no other, and can be taken off', async () => {
    const { redis, keys, intake, inbox, incidents } = open();
    await redis.xadd(keys.alarms, '*', 'notice', 'not JSON');
    await redis.xadd(keys.alarms, '*', 'notice', '{"id":"x","via":"pigeon"}');
    await intake.take([aNotice('cpu')]);
    const waiting = await inbox.oldest(10);
    expect(waiting).toMatchObject([
      { unreadable: 'not JSON' },
      { unreadable: '{"id":"x","via":"pigeon"}' },
      { notice: { via: 'sns' } },
    ]);
    const [from = '', upTo = ''] = waiting.map(({ place }) => place);
    expect(await incidents.write([], { inbox: { from, upTo } })).toBe('written');
    expect(await inbox.oldest(10)).toEqual(waiting.slice(2));
  });

  it('of an incident throws where it is read, and doesn’t hide the others whose story is behind', async () => {
    const { redis, keys, incidents, notices } = open();
    const [broken, whole] = [anIncident('cpu'), anIncident('memory', { number: IncidentNumber.parse(18) })];
    for (const incident of [broken, whole]) await incidents.write([{ incident, slack: 'tell' }]);
    await redis.hset(keys.incident(broken.id), 'body', '{"id":', 'state', 'melted', 'revision', '1');
    await redis.hset(keys.incidentTold(broken.id), 'story', 'nonsense');
    await expect(incidents.read(broken.id)).rejects.toThrow();
    await expect(incidents.open(10)).rejects.toThrow();
    await expect(notices.read(broken.id)).rejects.toThrow();
    expect((await notices.due(10)).map(({ id }) => id)).toEqual([broken.id, whole.id]);
    expect(await incidents.byNumber(whole.number)).toMatchObject({ id: whole.id });
  });

  it('among the silences silences nothing, is told of, and neither hides nor holds up the others', async () => {
    const { redis, keys, silences, unreadable } = open();
    const scope = { kind: 'stack', name: 'prod-us-east-1' } as const;
    await redis.hset(keys.silences, 'stack/prod-us-east-1', 'not JSON', 'planet/earth', '{"until":1e15}');
    const silence = { scope, until: Date.now() + 60_000, by, reason: 'we know', channel: 'C1' };
    expect((await silences.place(silence, ulid())).kind).toBe('silenced');
    expect(await silences.all()).toMatchObject([{ scope }]);
    expect(await silences.ended()).toEqual([]);
    expect(unreadable).toEqual(['not JSON', '{"until":1e15}']);
  });
});

describe('secrets that somebody wrote', () => {
  const words = `pw is ${SECRET}`;

  it('are in nothing that is stored', async () => {
    const store = open();
    const { redis, keys, intake, incidents, silences } = store;
    const what = aReport('cpu', { reason: words, labels: { password: 'swordfish', team: 'blue' } });
    await intake.take([aNotice('cpu', { what })]);
    const events = anIncident('cpu').events;
    const silenced = { kind: 'silenced', at: 1, by, until: 2, reason: words } as const;
    await incidents.write([
      { incident: anIncident('cpu', { events: [...events, silenced] }), slack: 'nothing' },
    ]);
    const scope = { kind: 'stack', name: 'prod-us-east-1' } as const;
    const silence = { scope, until: Date.now() + 60_000, by, reason: words, channel: 'C1' };
    await silences.place(silence, ulid(), {}, { ...ofSilence, reason: words });
    const [news, all, quiet] = [
      JSON.stringify(await redis.xrange(keys.alarms, '-', '+')),
      JSON.stringify(await incidents.open(10)),
      JSON.stringify([await silences.all(), await store.audit(), await store.reviews.open()]),
    ];
    for (const text of [news, all, quiet]) {
      expect(text).toContain('pw is ');
      expect(text).not.toContain('hunter2');
    }
    expect(news).not.toContain('swordfish');
    expect(news).toContain('blue');
  });

  it('in a text of full length leave a notice that can be read', async () => {
    const { intake, inbox } = open();
    const full = 'password=a '.repeat(90).slice(0, 1_000);
    const what = aReport('cpu', { reason: full, description: full, value: full.slice(0, 300) });
    await intake.take([aNotice('cpu', { what })]);
    expect(await inbox.oldest(1)).toMatchObject([{ notice: { what: { kind: 'alarm' } } }]);
  });

  it('that only seem to be in names don’t make two alarms one, nor mask a value', async () => {
    const { intake, inbox } = open();
    const names = ['auth-token: slow', 'auth-token: broken'];
    await intake.take(names.map((name) => aNotice(name)));
    const waiting = await inbox.oldest(10);
    expect(waiting).toMatchObject(
      names.map((name) => ({ notice: { what: { fingerprint: fingerprintOf(name), value: '92 %' } } })),
    );
  });
});

describe('what is forgotten', () => {
  it('is the id of news, by itself', async () => {
    const { intake, redis, keys } = open();
    const notice = aNotice('cpu');
    await intake.take([notice]);
    const life = await redis.pttl(keys.alarmKnownPrefix + notice.id);
    expect(life).toBeGreaterThan(50_000);
    expect(life).toBeLessThanOrEqual(60_000);
  });

  it('is everything of a closed incident: nothing is left under its tag', async () => {
    const store = open({ retention: 150 });
    const { intake, inbox, incidents, notices, keys, redis } = store;
    await intake.take([aNotice('cpu')]);
    const place = (await inbox.oldest(1))[0]?.place ?? '';
    const incident = anIncident('cpu', { number: await incidents.nextNumber() });
    const done = { inbox: { from: place, upTo: place }, audit: [entry] };
    await incidents.write([{ incident, slack: 'tell', dueAt: 1 }], done);
    for (const [version, ts] of ['1.1', '1.2'].entries()) {
      const root = { channel: 'C1', ts, digest: 'd', shownAt: 1 };
      await notices.told(incident.id, version, { place: 0, events: 1, root });
    }
    await incidents.noteTry(fingerprintOf('cpu'), 'restart', ulid(), 'no-help');
    await redis.persist(keys.incident(incident.id));
    const over = { ...incident, state: 'closed', closedAt: 1 } as const;
    await incidents.write([{ incident: over, revision: 1, slack: 'tell', dueAt: 1 }]);
    await notices.told(incident.id, 2, { place: 0, events: 2 });
    const isGone = async () => (await incidents.read(incident.id)) === undefined;
    await waitFor(isGone, { what: 'the incident to expire' });
    await incidents.dueNow(10);
    await notices.settle(incident.id, 2);
    // The inbox stays, empty: its places rise for ever. News is known for a minute.
    const stays = (key: string): boolean => key === keys.alarms || key.startsWith(keys.alarmKnownPrefix);
    const left = async () => ((await leftOf(store)).every(stays) ? 'nothing' : undefined);
    expect(await waitFor(left, { what: 'all of it to expire', show: () => leftOf(store) })).toBe('nothing');
  });
});
