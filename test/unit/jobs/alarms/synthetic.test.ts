import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Announcement } from '../../../../src/domain/announcement/announcement.ts';
import { minutes, seconds } from '../../../../src/domain/clock.ts';
import type { SyntheticTimes } from '../../../../src/domain/ports/synthetic-log.ts';
import { ok } from '../../../../src/domain/result.ts';
import { startSynthetic } from '../../../../src/jobs/alarms/synthetic.ts';
import { ALARMS_CHANNEL, NIGHT } from '../../../support/alarms.ts';
import { silent } from '../../../support/values.ts';
import { waitFor } from '../../../support/wait-for.ts';

let now: number;
let times: SyntheticTimes;
let set: string[];
let announced: Map<string, Announcement>;
let ways: number[];
let looks: number;
let watch: { stop(): Promise<void> } | undefined;

beforeEach(() => {
  now = NIGHT;
  times = {};
  set = [];
  ways = [];
  looks = 0;
  announced = new Map();
});
afterEach(() => watch?.stop());

const start = (): void => {
  watch = startSynthetic({
    rules: {
      account: '111122223333',
      region: 'us-east-1',
      alarm: 'wheelhouse-synthetic',
      every: minutes(15),
      // Looked at as often as it can be.
      within: 100,
    },
    channel: ALARMS_CHANNEL,
    setter: {
      async set(_place, _name, state) {
        set.push(state);
        return ok(undefined);
      },
    },
    times: {
      async times() {
        looks += 1;
        return times;
      },
      async sent(at) {
        times = { ...times, sentAt: at };
      },
      async heard(at) {
        times = { ...times, heardAt: at };
      },
    },
    announcer: {
      async announce(one) {
        announced.set(one.id, one);
      },
    },
    lease: { hold: async () => true, release: async () => undefined },
    onWay: (took) => ways.push(took),
    clock: { now: () => now },
    log: silent,
    onFailure: () => undefined,
  });
};
const looked = async (more: number): Promise<unknown> => {
  const until = looks + more;
  return waitFor(() => looks >= until, { what: `${more} more looks` });
};

describe('the synthetic alarm', () => {
  it('is put back and set off, and not again before its time', async () => {
    start();
    await waitFor(() => set.length === 2, { what: 'it to be set off' });
    await looked(5);
    expect(set).toEqual(['OK', 'ALARM']);
    now += minutes(15);
    await waitFor(() => set.length === 4, { what: 'it to be set off again' });
  });

  it('whose news come tells how long they took', async () => {
    start();
    await waitFor(() => times.sentAt, { what: 'it to be set off' });
    times = { ...times, heardAt: NIGHT + 50 };
    now += seconds(1);
    await waitFor(() => ways.length > 0, { what: 'the way to be measured' });
    expect(new Set(ways)).toEqual(new Set([50]));
    expect(announced.size).toBe(0);
  });

  it('whose news don’t come in time is told, once', async () => {
    start();
    await waitFor(() => times.sentAt, { what: 'it to be set off' });
    now += seconds(1);
    await waitFor(() => announced.size > 0, { what: 'it to be told' });
    await looked(5);
    expect([...announced.values()]).toMatchObject([
      {
        to: [{ kind: 'channel', channel: ALARMS_CHANNEL }],
        what: { kind: 'alarms-late', what: { kind: 'synthetic', sentAt: NIGHT } },
      },
    ]);
  });
});
