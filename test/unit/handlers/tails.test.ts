import { describe, expect, it } from 'vitest';
import { type Tail, tails } from '../../../src/handlers/tails.ts';

const begun = (tail: Tail | 'full' | 'closing'): Tail => {
  if (typeof tail === 'string') throw new Error(tail);
  return tail;
};

describe('logs that are followed', () => {
  it('are so many at once, and one more when one is over', () => {
    const all = tails({ most: 2, usual: 1 });
    const first = begun(all.begin());
    begun(all.begin());
    expect(all.begin()).toBe('full');
    first.release();
    first.release();
    begun(all.begin());
    expect(all.begin()).toBe('full');
  });

  it('are all told of the end of the process, which waits until each has told what it heard', async () => {
    const all = tails({ most: 2, usual: 1 });
    const [one, other] = [begun(all.begin()), begun(all.begin())];
    let over = false;
    const stopped = all.stop().then(() => {
      over = true;
    });
    expect([one.closing.aborted, other.closing.aborted, all.begin()]).toEqual([true, true, 'closing']);
    one.release();
    await Promise.resolve();
    expect(over).toBe(false);
    other.release();
    await stopped;
  });
});
