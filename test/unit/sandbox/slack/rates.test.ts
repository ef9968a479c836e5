import { expect, test } from 'vitest';
import { METHODS } from '../../../../sandbox/slack/web-api/methods/all.ts';
import { limiter, RATES } from '../../../../sandbox/slack/web-api/rates.ts';

test('every method has a rate, but for those whose tier has no published figure', () => {
  const unlimited = [...METHODS.keys()].filter((method) => RATES[method] === undefined);
  expect(unlimited).toEqual(['auth.test', 'chat.getPermalink']);
  expect(Object.keys(RATES).filter((method) => !METHODS.has(method))).toEqual([]);
});

test('a window slides: the oldest call frees its place, and Retry-After says when', () => {
  let now = 0;
  const rates = limiter(RATES, () => now);
  const read = () => rates.take('usergroups.users.list', '');
  for (let call = 0; call < 20; call += 1) {
    expect(read()).toBe(0);
    now += 1_000;
  }
  // The first call was 20 s ago.
  expect(read()).toBe(40);
  now += 39_999;
  expect(read()).toBe(1);
  now += 1;
  expect(read()).toBe(0);
  expect(read()).toBe(1);
});

test('posts are counted for each channel, everything else for the workspace', () => {
  const rates = limiter(RATES, () => 0);
  const taken = (method: string, channel: string, times: number) =>
    Array.from({ length: times }, () => rates.take(method, channel)).filter((wait) => wait === 0).length;
  expect([taken('chat.postMessage', 'C1', 9), taken('chat.postMessage', 'C2', 9)]).toEqual([5, 5]);
  expect([taken('chat.update', 'C1', 60), taken('chat.update', 'C2', 60)]).toEqual([50, 0]);
});
