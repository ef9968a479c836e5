import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlarmSeed, Watched } from '../../../sandbox/cloudwatch/world/alarm.ts';
import type { AlarmBoard } from '../../../sandbox/cloudwatch/world/alarms.ts';
import { minutes } from '../../../src/domain/clock.ts';
import type { AlarmPlace, AlarmReading, Alarms } from '../../../src/domain/ports/alarms.ts';

/** An implementation of the port, on the alarms that the suite makes ring. */
export interface AlarmsUnderTest {
  readonly alarms: Alarms;
  readonly board: AlarmBoard;
  stop(): Promise<void>;
}

/** The account of the suite's alarms, and when they were made. */
export const suiteAccount = '123456789012';
export const suiteNow = Date.UTC(2026, 10, 21, 3, 0, 0);

const cpu: Watched = {
  kind: 'metric',
  metric: 'CPUUtilization',
  namespace: 'AWS/ECS',
  statistic: 'Average',
  threshold: 85,
  period: 300,
  periods: 2,
};

/** What the suite finds there. */
export const suiteSeeds: readonly AlarmSeed[] = [
  { region: 'us-east-1', name: 'cpu-high', watched: cpu },
  { region: 'us-east-1', name: 'cpu-flaps', watched: { ...cpu, period: 60, periods: 3, datapoints: 2 } },
  {
    region: 'us-east-1',
    name: 'error-rate',
    watched: { kind: 'maths', label: 'error rate', threshold: 5, period: 60, periods: 5 },
  },
  {
    region: 'us-east-1',
    name: 'odd-latency',
    watched: { kind: 'band', metric: 'TargetResponseTime', period: 60, periods: 3 },
  },
  {
    region: 'us-east-1',
    name: 'all-of-it',
    watched: { kind: 'composite', rule: 'ALARM("cpu-high") OR ALARM("error-rate")' },
  },
  { region: 'us-east-1', name: 'no-data', watched: cpu, state: 'INSUFFICIENT_DATA' },
  { region: 'eu-west-1', name: 'cpu-high', watched: cpu, state: 'ALARM' },
  ...Array.from({ length: 130 }, (_, n) => ({ region: 'us-west-2', name: `many-${n}`, watched: cpu })),
];

const place: AlarmPlace = { account: suiteAccount, region: 'us-east-1' };

/** What every implementation of Alarms does. */
export const alarmsContract = (make: () => Promise<AlarmsUnderTest>): void => {
  let on: AlarmsUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());

  const read = async (
    names: readonly string[],
    where = place,
  ): Promise<ReadonlyMap<string, AlarmReading>> => {
    const found = await on.alarms.read(where, names);
    if (!found.ok) throw new Error(`a fault came: ${JSON.stringify(found.fault)}`);
    return found.value;
  };

  it('says what an alarm watches, how it is, since when, and within what time it would tell', async () => {
    const alarms = await read(['cpu-high']);
    expect(alarms.get('cpu-high')).toEqual({
      name: 'cpu-high',
      state: 'OK',
      since: suiteNow,
      reason: expect.stringContaining('not greater than the threshold (85.0)'),
      condition: 'CPUUtilization > 85 for 10 min',
      window: minutes(15),
    });
  });

  it('says how many data points of how many must breach', async () => {
    const alarms = await read(['cpu-flaps']);
    expect(alarms.get('cpu-flaps')).toMatchObject({
      condition: 'CPUUtilization > 85 in 2 of 3 periods of 1 min',
      window: minutes(4),
    });
  });

  it('reads an alarm of metric maths, which has no metric and no period of its own', async () => {
    const alarms = await read(['error-rate']);
    expect(alarms.get('error-rate')).toMatchObject({
      condition: 'error rate > 5 for 5 min',
      window: minutes(6),
    });
  });

  it('reads an alarm of anomaly detection, which has no threshold', async () => {
    const alarms = await read(['odd-latency']);
    expect(alarms.get('odd-latency')).toMatchObject({
      condition: 'TargetResponseTime above its usual band for 3 min',
      window: minutes(4),
    });
  });

  it('reads a composite alarm, which says neither', async () => {
    const alarm = (await read(['all-of-it'])).get('all-of-it');
    expect(alarm).toMatchObject({ state: 'OK' });
    expect(alarm).not.toHaveProperty('condition');
    expect(alarm).not.toHaveProperty('window');
  });

  it('tells an alarm that rings, and one that has no data', async () => {
    on.board.set('us-east-1', 'cpu-flaps', 'ALARM', 'Threshold Crossed');
    const alarms = await read(['cpu-flaps', 'no-data']);
    expect(alarms.get('cpu-flaps')).toMatchObject({ state: 'ALARM', reason: 'Threshold Crossed' });
    expect(alarms.get('no-data')).toMatchObject({ state: 'INSUFFICIENT_DATA' });
  });

  it('leaves out what is not there, also what is in another region only', async () => {
    expect([...(await read(['cpu-high', 'nobody-s', 'many-1'])).keys()]).toEqual(['cpu-high']);
    const elsewhere = await read(['cpu-high', 'cpu-flaps'], { ...place, region: 'eu-west-1' });
    expect([...elsewhere.values()]).toMatchObject([{ name: 'cpu-high', state: 'ALARM' }]);
  });

  it('reads more alarms than one call takes, a name that stands twice once', async () => {
    const names = Array.from({ length: 130 }, (_, n) => `many-${n}`);
    expect((await read([...names, 'many-0'], { ...place, region: 'us-west-2' })).size).toBe(130);
  });

  it('answers nothing for no names', async () => {
    expect((await read([])).size).toBe(0);
  });
};
