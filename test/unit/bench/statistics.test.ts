import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile, spreadOf } from '../../../bench/figures/statistics.ts';

const oneToHundred = Array.from({ length: 100 }, (_, n) => n + 1);

describe('percentile', () => {
  it('is the sample at the nearest rank, in whatever order the samples come', () => {
    const shuffled = [...oneToHundred.slice(40), ...oneToHundred.slice(0, 40)];
    expect([1, 50, 99, 100].map((p) => percentile(shuffled, p))).toEqual([1, 50, 99, 100]);
  });

  it.each([
    [[15, 20, 35, 40, 50], 5, 15],
    [[15, 20, 35, 40, 50], 30, 20],
    [[15, 20, 35, 40, 50], 40, 20],
    [[15, 20, 35, 40, 50], 50, 35],
    [[15, 20, 35, 40, 50], 100, 50],
    [[7], 99, 7],
    // 0.07 * 100 is 7.000000000000001 to a computer.
    [oneToHundred, 7, 7],
  ])('of %j at %d is %d', (samples, percent, is) => {
    expect(percentile(samples, percent)).toBe(is);
  });

  it('is always a sample that at least so many samples do not exceed, and the next smaller sample is too few', () => {
    const samples = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const found = percentile(all, percent);
        const within = all.filter((sample) => sample <= found).length;
        const below = all.filter((sample) => sample < found).length;
        expect(all).toContain(found);
        expect(within * 100).toBeGreaterThanOrEqual(percent * all.length);
        expect(below * 100).toBeLessThan(percent * all.length);
      }),
    );
  });

  it('refuses what has no percentile instead of making a figure up', () => {
    expect(() => percentile([], 50)).toThrow('nothing was measured');
    expect(() => percentile([1, Number.NaN], 50)).toThrow('not a finite number');
    for (const percent of [0, -1, 100.1, Number.NaN])
      expect(() => percentile([1], percent)).toThrow(RangeError);
  });
});

describe('spreadOf', () => {
  it('is the smallest and the largest', () => {
    expect(spreadOf([10, 9, 100])).toEqual({ from: 9, to: 100 });
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});
