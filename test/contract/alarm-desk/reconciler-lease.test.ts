import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DurationMs, hours, systemClock } from '../../../src/domain/clock.ts';
import { ok } from '../../../src/domain/result.ts';
import { startReconciler } from '../../../src/jobs/alarms/reconciler.ts';
import { keysOf } from '../../../src/jobs/ledger/keys.ts';
import { redisLease } from '../../../src/jobs/ledger/notices.ts';
import { fingerprintOf } from '../../support/alarm-values.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';
import { registry, silent } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';

const EVERY: DurationMs = 30;
/** Beyond its time a lease isn't passed on for as long as a busy machine takes to ask for it. */
const BUSY: DurationMs = 20_000;

let server: TestRedis;
let looks: readonly { readonly by: string; readonly at: number }[];
let bots: readonly Bot[];

beforeEach(() => {
  server = testRedis();
  looks = [];
  bots = [];
});
afterEach(async () => {
  await Promise.all(bots.map((one) => one.stop()));
  await server.cleanup();
});

interface Bot {
  readonly name: string;
  /** From now on it does nothing any more, and gives nothing back. */
  die(): void;
  /** Ends it in good order, unless it is dead. */
  stop(): Promise<void>;
}

/** Starts a bot that compares alarms with CloudWatch, with a connection to Redis of its own. */
function bot(name: string, length: DurationMs): Bot {
  const lease = redisLease(server.connect(), keysOf(server.keyspace).lease('alarms-look'), name, length);
  let isDead = false;
  const mortal = <T>(work: () => Promise<T>): Promise<T> => (isDead ? new Promise(() => undefined) : work());
  const reconciler = startReconciler({
    alarms: {
      read: () =>
        mortal(async () => {
          looks = [...looks, { by: name, at: Date.now() }];
          return ok(new Map());
        }),
    },
    incidents: { open: async () => [] },
    intake: { take: async (notices) => notices.map(() => 'stored') },
    lease: { hold: () => mortal(() => lease.hold()), release: () => mortal(() => lease.release()) },
    watched: [{ place: registry, names: [fingerprintOf('cpu')] }],
    placeOf: () => undefined,
    clock: systemClock,
    every: EVERY,
    log: silent,
    onFailure: () => undefined,
  });
  const made: Bot = {
    name,
    die: () => {
      isDead = true;
    },
    stop: async () => {
      if (!isDead) await reconciler.stop();
    },
  };
  bots = [...bots, made];
  return made;
}

const lookers = (from = 0): readonly string[] => [...new Set(looks.slice(from).map(({ by }) => by))];
const looked = (count: number) => waitFor(() => looks.length >= count, { what: `${count} looks` });
/** The bot that looks, once one does, and the others. */
async function atWork(from = 0): Promise<{ readonly holder: Bot; readonly others: readonly Bot[] }> {
  await looked(from + 1);
  const [by] = lookers(from);
  const holder = bots.find(({ name }) => name === by);
  if (!holder) throw new Error(`nobody is called ${by}`);
  return { holder, others: bots.filter((one) => one !== holder) };
}

describe('of several bots', () => {
  it('one alone asks CloudWatch for as long as it lives, though all would', async () => {
    for (const name of ['one', 'two', 'three']) bot(name, hours(1));
    await looked(20);
    expect(lookers()).toHaveLength(1);
  });

  it('another takes over once the one that asks is dead, when its lease is over and not before', async () => {
    const length = 600;
    for (const name of ['one', 'two', 'three']) bot(name, length);
    const { holder, others } = await atWork();
    await looked(5);
    const before = looks.length;
    const died = Date.now();
    holder.die();
    const next = await atWork(before);
    expect(others).toContain(next.holder);
    const took = (looks[before]?.at ?? 0) - died;
    // It was renewed a moment before the death at the latest.
    expect(took).toBeGreaterThan(length - 2 * EVERY - 200);
    expect(took).toBeLessThan(length + BUSY);
    await looked(before + 10);
    expect(lookers(before)).toEqual([next.holder.name]);
  });

  it('another takes over at once when the one that asks is stopped: it gives its lease back', async () => {
    for (const name of ['one', 'two']) bot(name, hours(1));
    const { holder, others } = await atWork();
    await holder.stop();
    const before = looks.length;
    const next = await atWork(before);
    expect(others).toContain(next.holder);
  });
});
