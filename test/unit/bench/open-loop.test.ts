import { describe, expect, it } from 'vitest';
import { openLoop } from '../../../bench/load/open-loop.ts';

describe('the open loop', () => {
  it('makes every call when it is due, though no call before has been answered', async () => {
    const due: number[] = [];
    const answers: (() => void)[] = [];
    const loop = openLoop({ count: 20, perSecond: 500 }, (_, at) => {
      expect(performance.now()).toBeGreaterThanOrEqual(at);
      due.push(at);
      return new Promise((resolve) => {
        answers.push(resolve);
        // Only the last call lets all of them be answered: a loop that waited for answers would never get there.
        if (answers.length === 20) for (const answer of answers) answer();
      });
    });
    await loop;
    const gaps = due.slice(1).map((at, n) => at - (due[n] ?? 0));
    expect(gaps).toHaveLength(19);
    for (const gap of gaps) expect(gap).toBeCloseTo(2, 6);
  });
});
