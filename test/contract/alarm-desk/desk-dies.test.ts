import { afterAll, describe, expect, it } from 'vitest';
import type { AlarmPolicy } from '../../../src/domain/alarm/alarm-policy.ts';
import { cloudWatchFingerprint } from '../../../src/domain/alarm/fingerprint.ts';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { acknowledge } from '../../../src/domain/alarm/life/acknowledge.ts';
import type { Notice } from '../../../src/domain/alarm/notice.ts';
import { changeIncident } from '../../../src/jobs/alarms/change-incident.ts';
import { memoryAlarmInbox } from '../../support/memory-alarm-inbox.ts';
import { memoryIncidents } from '../../support/memory-incidents.ts';
import { memorySilences } from '../../support/memory-silences.ts';
import type { TestRedis } from '../../support/redis.ts';
import { memoryReviews } from '../../support/reviews.ts';
import { registry } from '../../support/values.ts';
import { redisStore } from '../alarm-store/redis-store.ts';
import type { StoreUnderTest } from '../alarm-store/store-under-test.ts';
import { type Death, escalating, mortalDesk, news, type Outside, outside } from './mortal-desk.ts';

const servers: TestRedis[] = [];
afterAll(() => Promise.all(servers.map((server) => server.cleanup())));

/** A store, and how long the first step of an escalation takes there. */
interface Place {
  readonly name: string;
  readonly unit: number;
  readonly open: () => StoreUnderTest;
  /** Every so many calls a desk is killed. */
  readonly every: number;
}

const places: readonly Place[] = [
  {
    name: 'in memory',
    unit: 600_000,
    every: 1,
    open: () => {
      let now = Date.UTC(2026, 10, 21, 3, 12, 0);
      const clock = { now: () => now };
      const inbox = memoryAlarmInbox(clock);
      const reviews = memoryReviews();
      const { incidents, notices, audit } = memoryIncidents(clock, inbox, { reviews });
      const { silences } = memorySilences(clock);
      return {
        ...{ intake: inbox, inbox, incidents, notices, silences, reviews },
        audit: async () => audit,
        now: () => now,
        past: async (at) => {
          now = Math.max(now, at) + 1;
        },
      };
    },
  },
  {
    name: 'on Redis',
    unit: 60,
    every: 11,
    open: () => {
      const store = redisStore();
      servers.push(store.server);
      return store;
    },
  },
];

/** What happens, step by step: news, or time that passes. */
const steps: readonly ((store: StoreUnderTest, begun: number, unit: number) => Promise<unknown>)[] = [
  (store, begun) =>
    take(store, [
      news('cpu', 'ALARM', begun),
      news('memory', 'ALARM', begun + 1),
      news('alone', 'ALARM', begun + 1),
      { id: `sns/other-${begun}`, via: 'sns', what: { kind: 'other', text: 'hello', at: begun } },
    ]),
  (store, begun) =>
    take(store, [news('memory', 'OK', begun + 3), news('cpu', 'INSUFFICIENT_DATA', begun + 4)]),
  (store, _, unit) => store.past(store.now() + unit),
  (store, begun) => take(store, [news('cpu', 'ALARM', begun + 6), news('cpu', 'OK', begun + 5)]),
  (store, _, unit) => store.past(store.now() + unit),
  (store, _, unit) => takeOn(store, escalating(unit)),
  (store, begun) => take(store, [news('cpu', 'OK', begun + 7), news('alone', 'OK', begun + 8)]),
  (store) => store.past(store.now()),
];

/** Somebody in Slack takes on the alarm that no stack has, if it is told. */
async function takeOn({ incidents, now }: StoreUnderTest, policy: AlarmPolicy): Promise<void> {
  const key = (await incidents.toldUnder([ALONE])).get(ALONE)?.key ?? '';
  const incident = (await incidents.newest([key])).get(key);
  if (!incident) return;
  await changeIncident({ incidents, policy, clock: { now } }, incident.id, (seen) => {
    const became = acknowledge(seen, { kind: 'slack', team: 'T1', user: 'U1' }, now());
    return became.kind === 'acknowledged' ? became.incident : undefined;
  });
}

const take = (store: StoreUnderTest, notices: readonly Notice[]) => store.intake.take(notices);

/** How a story ended, without what chance and clocks say. */
interface Ending {
  readonly incidents: unknown;
  readonly announced: readonly string[];
  readonly rung: readonly string[];
  readonly taken: readonly string[];
  readonly over: readonly string[];
  readonly foreign: number;
  readonly audit: number;
}

async function endingOf(store: StoreUnderTest, did: Outside): Promise<Ending> {
  const keys = [`C0ALERTS/stack/${registry.stack}`];
  const alone = (await store.incidents.toldUnder([ALONE])).get(ALONE)?.key;
  const found = await store.incidents.newest([...keys, ...(alone === undefined ? [] : [alone])]);
  const all = [...found.values()];
  // An incident's id is in the keys of its calls, beside the moment from which its escalation counts.
  const named = (text: string): string =>
    all.reduce(
      (said, { id, key, escalatesFrom }) => said.replace(`${id}-${escalatesFrom}`, key).replace(id, key),
      text,
    );
  return {
    incidents: all.map(told),
    announced: [...did.announced].map(named).sort(),
    rung: [...new Set(did.rung)].map(named).sort(),
    taken: [...new Set(did.taken)].map(named).sort(),
    over: [...new Set(did.over)].map(named).sort(),
    foreign: did.foreign.size,
    audit: (await store.audit()).length,
  };
}

const ALONE = cloudWatchFingerprint(registry.account, registry.region, 'alone');

const told = ({ key, state, alarms, events, calling, called, escalated, version, joined }: Incident) => ({
  ...{ key, state, escalated, version, joined, calling: calling.length, called: called.length },
  alarms: alarms.map(({ name, state: now, times, changes }) => ({ name, now, times, changes })),
  events: events.map(({ kind }) => kind),
});

/** Plays the story; the first desk dies so, and another one takes its place. */
async function play({ open, unit }: Place, death?: Death): Promise<Ending & { readonly calls: number }> {
  const store = open();
  const did = outside();
  const policy = escalating(unit);
  const begun = store.now();
  let desk = mortalDesk(store, policy, did, death);
  const first = desk;
  for (const step of steps) {
    await step(store, begun, unit);
    while ((await desk.turn()) === 'died') desk = mortalDesk(store, policy, did);
  }
  return { ...(await endingOf(store, did)), calls: first.calls() };
}

describe.each(places)('a desk that dies, $name', (place) => {
  it('at any of its calls, before or after it counts: all ends as if it had not', async () => {
    const { calls, ...undisturbed } = await play(place);
    expect(undisturbed.rung).toHaveLength(2);
    expect(undisturbed.over).toEqual(undisturbed.rung);
    expect(undisturbed.taken).toHaveLength(1);
    expect(undisturbed.rung).toEqual(expect.arrayContaining([...undisturbed.taken]));
    expect(undisturbed.announced).toHaveLength(2);
    for (let call = 1; call <= calls; call += place.every) {
      for (const when of ['before', 'after'] as const) {
        const { calls: _, ...ending } = await play(place, { call, when });
        expect(ending, `killed ${when} call ${call} of ${calls}`).toEqual(undisturbed);
      }
    }
  });

  it('and is away while its alarms end: whoever was called hears that it is over', async () => {
    const { calls } = await play(place);
    for (let call = 1; call <= calls; call += place.every) {
      for (const when of ['before', 'after'] as const) {
        const store = place.open();
        const did = outside();
        const policy = escalating(place.unit);
        const begun = store.now();
        const desk = mortalDesk(store, policy, did, { call, when });
        let isDead = false;
        for (const step of steps) {
          await step(store, begun, place.unit);
          if (!isDead) isDead = (await desk.turn()) === 'died';
        }
        expect(await mortalDesk(store, policy, did).turn()).toBe('done');
        const ending = await endingOf(store, did);
        expect(ending.over, `killed ${when} call ${call}, called ${did.rung.join()}`).toEqual(
          expect.arrayContaining([...ending.rung]),
        );
        const open = await store.incidents.open(10);
        expect(open, `killed ${when} call ${call}`).toEqual([]);
      }
    }
  });

  it('two at once without a lease: all ends as with one', async () => {
    const { calls: _, ...undisturbed } = await play(place);
    const store = place.open();
    const did = outside();
    const desks = [1, 2].map(() => mortalDesk(store, escalating(place.unit), did));
    const begun = store.now();
    for (const step of steps) {
      await step(store, begun, place.unit);
      await Promise.all(desks.map((desk) => desk.turn()));
    }
    expect(await endingOf(store, did)).toEqual(undisturbed);
  });

  it('and somebody else writes at the same moment: no number is passed over, which would look like an alarm that is missing', async () => {
    const store = place.open();
    const { write } = store.incidents;
    let tries = 0;
    const contested: StoreUnderTest = {
      ...store,
      incidents: {
        ...store.incidents,
        write: (...given) => {
          tries += 1;
          return tries === 1 ? Promise.resolve('conflict') : write(...given);
        },
      },
    };
    const desk = mortalDesk(contested, escalating(place.unit), outside());
    const last = await store.incidents.nextNumber();
    await take(store, [news('alone', 'ALARM', store.now())]);
    await desk.turn();
    expect(tries).toBe(1);
    await desk.turn();
    const told = (await store.incidents.toldUnder([ALONE])).get(ALONE);
    const written = told && (await store.incidents.newest([told.key])).get(told.key);
    expect(written?.number).toBe(last + 1);
  });
});
