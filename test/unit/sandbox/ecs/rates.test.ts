import { expect, test } from 'vitest';
import { operations } from '../../../../sandbox/ecs/api/all.ts';
import { BUCKETS, limiter } from '../../../../sandbox/ecs/http/rates.ts';

const times = (n: number, take: () => boolean): number =>
  Array.from({ length: n }, take).filter(Boolean).length;

test('every call takes from a bucket, but for those without a published figure', () => {
  const limited = BUCKETS.flatMap(({ calls }) => calls);
  const free = [...operations.keys()].filter((call) => !limited.includes(call));
  expect(free).toEqual(['ContinueServiceDeployment', 'StopServiceDeployment']);
  expect(limited.filter((call) => !operations.has(call))).toEqual([]);
});

test('a full bucket is a burst; then calls come through as tokens come back', () => {
  let now = 0;
  const rates = limiter(BUCKETS, () => now);
  const update = () => rates.take('UpdateService', 'us-east-1');
  expect(times(60, update)).toBe(50);
  now += 1_000;
  expect(times(60, update)).toBe(5);
  now += 3_600_000;
  expect(times(60, update)).toBe(50);
});

test('calls of one category share a bucket, regions have each their own', () => {
  const rates = limiter(BUCKETS, () => 0);
  expect(times(60, () => rates.take('ListTasks', 'us-east-1'))).toBe(60);
  expect(times(60, () => rates.take('DescribeTasks', 'us-east-1'))).toBe(40);
  expect(times(60, () => rates.take('DescribeTasks', 'us-west-2'))).toBe(60);
});

test('what is refused takes no token', () => {
  let now = 0;
  const rates = limiter([{ capacity: 1, perSecond: 1, calls: ['RunTask'] }], () => now);
  expect(times(100, () => rates.take('RunTask', 'us-east-1'))).toBe(1);
  now += 1_000;
  expect(rates.take('RunTask', 'us-east-1')).toBe(true);
});
