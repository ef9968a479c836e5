import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { failureLog } from '../../../../src/domain/fault/log-fault.ts';
import { thrownFault } from '../../../../src/domain/fault/thrown-fault.ts';
import type { LogFields } from '../../../../src/domain/ports/log.ts';
import { redactor } from '../../../../src/domain/redaction/redactor.ts';

const own = redactor({ secrets: ['swordfish'] });
const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const system = (code: string) => Object.assign(new Error(`read ${code}`), { code });

describe('what was thrown', () => {
  test.each([
    ['an answer of Redis', named('ReplyError', 'ERR wrong number of arguments'), 'store-unanswered'],
    ['a refusal of Redis', named('ReplyError', 'WRONGPASS invalid password'), 'store-refused'],
    [
      'a request that was given up',
      named('MaxRetriesPerRequestError', 'Reached the max retries'),
      'store-unanswered',
    ],
    ['a closed connection', new Error('Connection is closed.'), 'store-unanswered'],
    ['a time-out', new Error('Command timed out'), 'store-unanswered'],
    ['a reset', system('ECONNRESET'), 'store-unanswered'],
    ['a refused connection', system('ECONNREFUSED'), 'store-unreachable'],
    ['a job that another worker has', new Error('could not renew lock for job 01ARZ'), 'store-refused'],
    ['a job that is gone', new Error('Missing lock for job 01ARZ. moveToFinished'), 'store-refused'],
    ['a record of another shape', z.string().safeParse(1).error, 'store-unreadable'],
    ['a fault of the program', new TypeError("can't read properties of undefined"), 'unexpected'],
    ['no error at all', 'nonsense', 'unexpected'],
  ])('%s', (_, error, kind) => {
    expect(thrownFault('a sweep', error, own).kind).toBe(kind);
  });
});

/** The lines that a failure leaves in the log. */
function lines(what: string, error: unknown, fields?: LogFields) {
  const all: [string, LogFields, string][] = [];
  const at = (level: string) => (written: LogFields, message: string) => {
    all.push([level, written, message]);
  };
  failureLog({ info: at('info'), warn: at('warn'), error: at('error') }, own)(what, error, fields);
  return all;
}

test('a failure is one line: its kind, code, call and cause beside what it concerns', () => {
  expect(lines('a sweep failed', system('ECONNREFUSED'), { run: 'R1' })).toEqual([
    [
      'error',
      {
        run: 'R1',
        kind: 'store-unreachable',
        code: 'WH-REDIS-UNREACHABLE',
        call: 'redis',
        detail: 'read ECONNREFUSED',
        cause: 'Error: read ECONNREFUSED',
      },
      'a sweep failed',
    ],
  ]);
});

test('of a failure that nobody expected the whole error is kept: its stack says where', () => {
  const error = new TypeError('undefined is not a function');
  const [[level, fields] = []] = lines('a turn at a run failed', error);
  expect(level).toBe('error');
  expect(fields).toMatchObject({ code: 'WH-UNEXPECTED', call: 'a turn at a run failed', error });
});
