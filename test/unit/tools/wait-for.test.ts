import { expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';

test('resolves to the first thing there is, whatever came before it', async () => {
  const looks: (() => string | undefined | null | false)[] = [
    () => undefined,
    () => null,
    () => false,
    () => {
      throw new Error('not connected');
    },
    () => 'there',
  ];
  expect(await waitFor(() => looks.shift()?.(), { what: 'something' })).toBe('there');
});

test('an empty text and zero are things too', async () => {
  expect(await waitFor(() => '', { what: 'a text' })).toBe('');
  expect(await waitFor(async () => 0, { what: 'a number' })).toBe(0);
});

test('gives up with what it waited for and what was seen last', async () => {
  const waiting = waitFor(() => false, {
    what: 'the run to end',
    timeoutMs: 30,
    show: () => ({ state: 'waiting' }),
  });
  await expect(waiting).rejects.toThrow(
    "Waited 30 ms in vain for the run to end. Seen last: { state: 'waiting' }",
  );
});

test('gives up with the error of the last check', async () => {
  const check = (): string => {
    throw new Error('connection refused');
  };
  const waiting = waitFor(check, { what: 'an answer', timeoutMs: 30 });
  await expect(waiting).rejects.toThrow('for an answer. Seen last: threw Error: connection refused');
});
