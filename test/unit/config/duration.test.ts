import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration, writeDuration } from '../../../src/config/duration.ts';
import { limitConflicts, limitTable, withDefaults } from '../../../src/config/limits.ts';

test.each([
  ['1500ms', 1500],
  ['15s', 15_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['90d', 7_776_000_000],
  ['0s', 0],
])('%s is %d ms', (written, ms) => {
  expect(parseDuration(written)).toBe(ms);
});

test.each([
  '',
  '15',
  's',
  '1.5s',
  '-1s',
  '1 s',
  ' 1s',
  '1S',
  '1m30s',
  '1w',
  '1e3ms',
  '١s',
  '1000000000000s',
  '1s\n',
])('%j is none', (written) => {
  expect(parseDuration(written)).toBeUndefined();
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10 ** 11 }), (ms) => {
      expect(parseDuration(writeDuration(ms))).toBe(ms);
    }),
  );
  expect([1500, 60_000, 90 * 86_400_000].map(writeDuration)).toEqual(['1500ms', '1m', '90d']);
});

test('the defaults are within their own bounds and contradict nothing', () => {
  for (const { name, standard, minimum, maximum } of limitTable) {
    expect(standard, name).toBeGreaterThanOrEqual(minimum);
    expect(standard, name).toBeLessThanOrEqual(maximum);
  }
  expect(limitConflicts(withDefaults({}))).toEqual([]);
});
