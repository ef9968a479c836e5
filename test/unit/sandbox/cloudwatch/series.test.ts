import { expect, it } from 'vitest';
import type { Watched } from '../../../../sandbox/cloudwatch/world/alarm.ts';
import { AlarmBoard } from '../../../../sandbox/cloudwatch/world/alarms.ts';
import { seriesOf } from '../../../../sandbox/cloudwatch/world/series.ts';

const START = Date.UTC(2026, 10, 21, 3, 0, 0);
const MINUTE = 60_000;

const cpu = { kind: 'metric', metric: 'CPUUtilization', namespace: 'AWS/ECS', statistic: 'Average' } as const;

/** The values of an alarm's metric over the hour before and the hour after its beginning. */
const valuesOf = (
  watched: Watched,
  happens: (board: AlarmBoard, after: (minutes: number) => void) => void,
) => {
  let now = START;
  const board = new AlarmBoard('123456789012', () => now, [{ region: 'us-east-1', name: 'one', watched }]);
  happens(board, (minutes) => {
    now = START + minutes * MINUTE;
  });
  const read = () =>
    board.in('us-east-1').flatMap((alarm) => seriesOf(alarm, START - 60 * MINUTE, START + 60 * MINUTE));
  expect(read()).toEqual(read());
  return read();
};

it('a metric is above the threshold for the periods before its alarm rang, and until one period before it was over', () => {
  const points = valuesOf({ ...cpu, threshold: 85, period: 300, periods: 2 }, (board, after) => {
    after(21);
    board.set('us-east-1', 'one', 'ALARM');
    after(41);
    board.set('us-east-1', 'one', 'OK');
  });
  const above = points.filter(({ value }) => value > 85).map(({ at }) => (at - START) / MINUTE);
  expect(points).toHaveLength(24);
  expect(above).toEqual([10, 15, 20, 25, 30]);
});

it('what is counted is whole, none while nothing may be there, and at least one while it rings', () => {
  const watched: Watched = { ...cpu, metric: 'UnHealthyHostCount', threshold: 0, period: 60, periods: 2 };
  const points = valuesOf(watched, (board, after) => {
    after(30);
    board.set('us-east-1', 'one', 'ALARM');
  });
  expect(points.filter(({ at }) => at < START + 28 * MINUTE).every(({ value }) => value === 0)).toBe(true);
  expect(points.filter(({ at }) => at >= START + 28 * MINUTE).every(({ value }) => value >= 1)).toBe(true);
  expect(points.every(({ value }) => Number.isInteger(value))).toBe(true);
});

it('without data there are no points', () => {
  const points = valuesOf({ ...cpu, threshold: 85, period: 300, periods: 1 }, (board, after) => {
    after(30);
    board.set('us-east-1', 'one', 'INSUFFICIENT_DATA');
  });
  expect(points.at(-1)?.at).toBe(START + 20 * MINUTE);
});
