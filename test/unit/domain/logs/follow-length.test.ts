import { expect, test } from 'vitest';
import { followLength } from '../../../../src/domain/logs/follow-length.ts';

test.each([
  [undefined, 60_000],
  ['30s', 30_000],
  ['90s', 90_000],
  ['2m', 120_000],
  ['1m30s', 90_000],
  [' 5M ', 300_000],
])('%j is so long', (said, ms) => {
  expect(followLength(said, 60_000)).toEqual({ kind: 'length', ms });
});

test.each(['29s', '6m', '5m1s', '1h', '2', '', 'm', '-30s', 'soon'])(
  '%j is refused, with the range',
  (said) => {
    expect(followLength(said, 60_000)).toEqual({
      kind: 'wrong',
      problem: '`--for`: say a length from `30s` to `5m`, such as `2m`.',
    });
  },
);
