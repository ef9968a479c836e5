import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { causeOf } from '../../../../src/domain/fault/cause.ts';
import { chatFault, storeFault, unexpectedFault } from '../../../../src/domain/fault/outside-faults.ts';
import { redactor } from '../../../../src/domain/redaction/redactor.ts';

const own = redactor({ secrets: ['swordfish'] });
const coded = (code: string, message: string) => Object.assign(new Error(message), { code });

test('what Slack says is a fault of Slack', () => {
  expect([
    chatFault('chat.update', { kind: 'limited', after: 30_000 }),
    chatFault('chat.update', { kind: 'refused', error: 'not_in_channel' }),
    chatFault('chat.update', { kind: 'unknown', detail: 'timeout' }),
  ]).toMatchObject([
    { kind: 'chat-limited', call: 'chat.update', after: 30_000 },
    { kind: 'chat-refused', call: 'chat.update', detail: 'not_in_channel' },
    { kind: 'chat-unanswered', call: 'chat.update', detail: 'timeout' },
  ]);
});

test('the method that met it counts before what is said of it', () => {
  const told = chatFault('chat', { kind: 'refused', error: 'is_archived', call: 'chat.postMessage' });
  expect(told.call).toBe('chat.postMessage');
});

describe('what Redis says', () => {
  test.each([
    [
      'a refused connection',
      coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:6379'),
      'store-unreachable',
    ],
    ['a name that is not known', coded('ENOTFOUND', 'getaddrinfo ENOTFOUND redis'), 'store-unreachable'],
    [
      'a client that is offline',
      new Error("Stream isn't writeable and enableOfflineQueue options is false"),
      'store-unreachable',
    ],
    ['a wrong password', new Error('WRONGPASS invalid username-password pair'), 'store-refused'],
    ['a full memory', new Error('OOM command not allowed when used memory > maxmemory'), 'store-refused'],
    ['a replica', new Error("READONLY You can't write against a read only replica."), 'store-refused'],
    ['a time-out', new Error('Command timed out'), 'store-unanswered'],
    ['a reset', coded('ECONNRESET', 'read ECONNRESET'), 'store-unanswered'],
    ['a script that broke half-way', new Error('ERR user_script:3: attempt to index'), 'store-unanswered'],
    ['something never seen', 'nonsense', 'store-unanswered'],
    ['a record of another shape', z.string().safeParse(1).error, 'store-unreadable'],
  ])('%s', (_, error, kind) => {
    expect(storeFault('redis', error, own)).toMatchObject({ kind, call: 'redis' });
  });

  test('never with a secret in it', () => {
    const error = new Error('WRONGPASS for redis://:swordfish@redis', {
      cause: new Error('password=hunter22'),
    });
    expect(JSON.stringify(storeFault('redis', error, own))).not.toMatch(/swordfish|hunter22/);
  });
});

test('an error is told in short, with what caused it and without secrets', () => {
  const deepest = coded('ECONNRESET', 'read failed');
  const error = new TypeError('fetch failed', { cause: new Error('token=abc123def', { cause: deepest }) });
  expect(causeOf(error, own)).toBe(
    'TypeError: fetch failed ← Error: token=[secret] ← Error [ECONNRESET]: read failed',
  );
  expect(unexpectedFault('answering', error, own)).toMatchObject({
    kind: 'unexpected',
    cause: causeOf(error, own),
  });
});

test('a long one is clipped after it is redacted; a circle of causes ends', () => {
  const long = `${'x'.repeat(290)} swordfish ${'y'.repeat(300)}`;
  const told = causeOf(new Error(long), own);
  expect(told.length).toBeLessThanOrEqual(300);
  expect(told).not.toContain('sword');
  const circle = new Error('round');
  circle.cause = circle;
  expect(causeOf(circle, own).match(/round/g)).toHaveLength(5);
});
