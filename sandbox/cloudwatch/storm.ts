import type { Catalog } from '../../src/domain/target/catalog.ts';
import { seedAlarms } from './seed.ts';
import type { AlarmSeed, AlarmState } from './world/alarm.ts';
import { AlarmBoard } from './world/alarms.ts';

/** A message that an alarm sends because its state became another, and when it did: epoch milliseconds. */
export interface StormNotice {
  readonly topic: string;
  readonly subject: string;
  readonly message: string;
  readonly at: number;
}

/** An alarm as it is after a storm. */
export interface StormEnd extends AlarmSeed {
  readonly account: string;
  readonly state: AlarmState;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** Alarms that come and go, as their messages tell it. */
export interface Storm {
  /** That each of them began to ring, one a alarm. */
  readonly first: readonly StormNotice[];
  /** All that came after that, oldest first. */
  readonly rest: readonly StormNotice[];
  /** The alarms as they are in the end. */
  readonly ends: readonly StormEnd[];
}

/** How long one state lasts: CloudWatch looks at alarms every 10 s at the most often (CloudWatch User Guide, alarms). */
const APART_MS = 10_000;
const COMES_AND_GOES: readonly AlarmState[] = ['ALARM', 'OK'];
const LOSES_DATA: readonly AlarmState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

/**
 * Every alarm that the services of an account list changes its state so many times, the last time just before `endsAt`.
 * Of every fifth stack all alarms come and go, so that all are over after an even number of changes; elsewhere every third
 * alarm loses its data in between. The messages are CloudWatch's.
 */
export function planStorm(
  catalog: Catalog,
  account: string,
  { changes, endsAt }: { readonly changes: number; readonly endsAt: number },
): Storm {
  let now = endsAt - (changes + 1) * APART_MS;
  const told: StormNotice[] = [];
  const stacks = [...new Set(catalog.services.map(({ stack }) => stack))];
  const stackOf = new Map(
    catalog.services.flatMap(({ stack, region, alarms }) =>
      alarms.map((name) => [`${region} ${name}`, stacks.indexOf(stack)]),
    ),
  );
  const seeds = seedAlarms(catalog, account).map(
    (seed): AlarmSeed => ({
      ...seed,
      actions: { ALARM: topics(seed), OK: topics(seed), INSUFFICIENT_DATA: topics(seed) },
      state: 'OK',
    }),
  );
  const board = new AlarmBoard(
    account,
    () => now,
    seeds,
    (topic, { subject = '', message }) => {
      told.push({ topic, subject, message, at: now });
    },
  );
  for (let change = 0; change < changes; change += 1) {
    for (const [at, { region, name }] of seeds.entries()) {
      const losesData = (stackOf.get(`${region} ${name}`) ?? 0) % 5 !== 0 && at % 3 === 0;
      const states = losesData ? LOSES_DATA : COMES_AND_GOES;
      now = endsAt - (changes - change) * APART_MS + at * 7;
      board.set(region, name, states[change % states.length] ?? 'OK');
    }
  }
  const ends = seeds.flatMap(({ region, name, ...seed }) => {
    const end = board.in(region).find((alarm) => alarm.name === name);
    return end ? [{ ...seed, account, region, name, state: end.state, since: end.since }] : [];
  });
  return { first: told.slice(0, seeds.length), rest: told.slice(seeds.length), ends };
}

const topics = ({ actions }: AlarmSeed): readonly string[] => actions?.ALARM ?? [];
