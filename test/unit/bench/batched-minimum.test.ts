import { describe, expect, it } from 'vitest';
import { batchedMinimum, longestUnread } from '../../../bench/measures/batched-minimum.ts';

const read = (at: number, ...serviceDeploymentArns: string[]) => ({
  at,
  call: 'DescribeServiceDeployments',
  input: { serviceDeploymentArns },
});

describe('the batched minimum', () => {
  it('is 10 services and 20 service deployments a call, rounded up in each cluster', () => {
    expect(batchedMinimum([100])).toBe(15);
    expect(batchedMinimum(Array.from({ length: 10 }, () => 100))).toBe(150);
    expect(batchedMinimum([1, 11, 0])).toBe(2 + 3);
  });
});

describe('how long a rollout went unread', () => {
  it('counts from one read to the next, and the edges of the window', () => {
    const calls = [
      read(1_000, 'a', 'b'),
      read(4_000, 'a'),
      { at: 5_000, call: 'DescribeServices', input: {} },
    ];
    expect(longestUnread(calls, ['a', 'b', 'c'], 0, 6_000)).toEqual([3_000, 5_000, 6_000]);
  });
});
