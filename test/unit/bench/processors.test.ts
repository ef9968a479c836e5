import { describe, expect, test } from 'vitest';
import { busyBetween, processorTime } from '../../../bench/measures/processors.ts';

describe('which share of the processors was at work', () => {
  test('is that of the time between two moments', () => {
    expect(busyBetween({ worked: 100, whole: 1_000 }, { worked: 250, whole: 1_200 })).toBe(0.75);
  });

  test('is nothing where no time went by that the machine counts', () => {
    expect(busyBetween({ worked: 1, whole: 10 }, { worked: 1, whole: 10 })).toBe(0);
  });

  test('of this machine is never more than all', () => {
    const from = processorTime();
    const until = performance.now() + 100;
    while (performance.now() < until);
    const to = processorTime();
    expect(busyBetween(from, to)).toBeGreaterThan(0);
    expect(busyBetween(from, to)).toBeLessThanOrEqual(1);
  });
});
