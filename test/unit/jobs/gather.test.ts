import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gather } from '../../../src/jobs/gather.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A handler that notes its batches; the first `broken` of them fail. */
function handler({ broken = 0 } = {}) {
  const batches: string[][] = [];
  return {
    batches,
    handle: async (things: readonly string[]) => {
      batches.push([...things]);
      if (batches.length <= broken) throw new Error('Redis is away');
    },
  };
}

test('what comes within a moment is handled together, in its order, and each asker hears of it', async () => {
  const { batches, handle } = handler();
  const { add } = gather(handle, 20);
  const first = add('a');
  await vi.advanceTimersByTimeAsync(19);
  const second = add('b');
  expect(batches).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all([first, second]);
  expect(batches).toEqual([['a', 'b']]);
});

test('what comes later goes in the next batch', async () => {
  const { batches, handle } = handler();
  const { add } = gather(handle, 20);
  const first = add('a');
  await vi.advanceTimersByTimeAsync(20);
  const second = add('b');
  await vi.advanceTimersByTimeAsync(20);
  await Promise.all([first, second]);
  expect(batches).toEqual([['a'], ['b']]);
});

test('a batch that fails fails for everybody in it, and not for the next', async () => {
  const { add } = gather(handler({ broken: 1 }).handle, 20);
  const lost = Promise.allSettled([add('a'), add('b')]);
  await vi.advanceTimersByTimeAsync(20);
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = add('c');
  await vi.advanceTimersByTimeAsync(20);
  await expect(next).resolves.toBeUndefined();
});

test('who stops handles what is gathered at once, and nothing is left behind', async () => {
  const { batches, handle } = handler();
  const { add, flush } = gather(handle, 20);
  const asked = add('a');
  await flush();
  await asked;
  expect(batches).toEqual([['a']]);
  await flush();
  await vi.advanceTimersByTimeAsync(60);
  expect(batches).toEqual([['a']]);
});
