import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Secret } from '../../../src/config/secret.ts';
import { childLog, type Log, runFields } from '../../../src/domain/ports/log.ts';
import { logger, type ProcessLog } from '../../../src/wiring/logger.ts';
import { aRun } from '../../support/values.ts';
import { kinds } from '../domain/redaction/secrets.ts';

const Line = z.looseObject({
  level: z.enum(['info', 'warn', 'error']),
  time: z.iso.datetime(),
  room: z.string(),
  msg: z.string(),
});

const CONFIGURED = 'sword & "fish"';

/** A log that writes into memory, and what it wrote: its text, and its lines read as JSON. */
function written(act: (log: ProcessLog) => void, logLevel: 'info' | 'error' = 'info') {
  let text = '';
  let hurried = '';
  const log = logger({ logLevel, secrets: [new Secret(CONFIGURED)] }, 'worker', {
    write: (chunk: string) => {
      text += chunk;
    },
    hurry: () => {
      hurried = text;
    },
  });
  act(log);
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)));
  return { text, lines, hurried };
}

describe('a line', () => {
  test('says when, where, what, and of which run', () => {
    const run = aRun();
    const { lines } = written((log) => {
      const ofRun = childLog(log, { ...runFields(run), correlation: 'command/T0/1' });
      ofRun.warn({ step: 'wait', room: 'all' }, 'the rollout is slow');
    });
    expect(lines).toEqual([
      {
        level: 'warn',
        time: expect.any(String),
        room: 'all',
        run: run.request.id,
        number: 1042,
        step: 'wait',
        correlation: 'command/T0/1',
        msg: 'the rollout is slow',
      },
    ]);
  });

  test('is one line whatever it holds, and no field takes the place of its own', () => {
    const circle: Record<string, unknown> = {
      level: 'x',
      time: 1,
      msg: 'other',
      big: 1n,
      f: () => 1,
      u: undefined,
    };
    circle['self'] = circle;
    Object.defineProperty(circle, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    const { text, lines } = written((log) => {
      log.info(circle, '100 % of\n%s and %d %%');
      log.error(
        { when: new Date(0), bytes: Buffer.from('password'), all: new Map([['a', new Set([1])]]) },
        '',
      );
    });
    expect(text.trimEnd().split('\n')).toHaveLength(2);
    expect(lines[0]?.msg).toBe('100 % of\n%s and %d %%');
    expect(lines[1]).toMatchObject({ when: '1970-01-01T00:00:00.000Z', bytes: '[8 bytes]', all: { a: [1] } });
  });

  test('below the level is not written', () => {
    const quiet = (log: ProcessLog): void => {
      log.warn({}, 'hush');
      log.json('audit', '{}');
    };
    expect(written(quiet, 'error').text).toBe('');
  });

  test('takes JSON as it is, beside what every line says', () => {
    const json = '{"z":1,"a":{"password":"as it was stored"}}';
    const { text, lines } = written((log) => log.json('audit', json));
    expect(text).toContain(`"audit":${json},`);
    expect(lines).toEqual([
      { level: 'info', time: expect.any(String), room: 'worker', audit: JSON.parse(json), msg: 'audit' },
    ]);
  });

  test('of a warning or an error is written at once, with what was said before', () => {
    const said = (act: (log: Log) => void): string =>
      written((log) => {
        log.info({}, 'before');
        act(log);
      }).hurried;
    expect(said((log) => log.info({}, 'more'))).toBe('');
    expect(said((log) => log.warn({}, 'slow'))).toMatch(/before.*\n.*slow.*\n$/);
    expect(said((log) => log.error({}, 'broke'))).toMatch(/before.*\n.*broke.*\n$/);
  });

  test('keeps what an error says: its kind, its code, where it came from and what caused it', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const { lines } = written((log) =>
      log.error({ error: new TypeError('fetch failed', { cause }), err: cause }, 'x'),
    );
    expect(lines[0]).toMatchObject({
      error: {
        name: 'TypeError',
        message: 'fetch failed',
        stack: expect.stringContaining('logger.test.ts'),
        cause: { message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
      },
      err: { name: 'Error', code: 'ECONNREFUSED' },
    });
  });
});

describe('no secret comes out', () => {
  const anySecret = fc.oneof(...Object.values(kinds)).filter(({ secret }) => secret.length >= 6);

  const places: readonly [string, (log: Log, text: string) => void][] = [
    ['of the message', (log, text) => log.info({}, text)],
    ['of a field', (log, text) => log.warn({ detail: text }, 'x')],
    ['of a deep field', (log, text) => log.error({ a: [{ b: { c: text } }] }, 'x')],
    ['of the fields of a child', (log, text) => childLog(log, { correlation: text }).info({}, 'x')],
    ['of a name', (log, text) => log.info({ [text]: 1 }, 'x')],
    ['of an error and its stack', (log, text) => log.error({ error: new Error(text) }, 'x')],
    [
      'of the causes of errors',
      (log, text) =>
        log.error(
          {
            err: new Error('outer', { cause: new AggregateError([new Error(text)], 'all', { cause: text }) }),
          },
          'x',
        ),
    ],
    [
      "of what a client's error carries",
      (log, text) => log.warn({ error: Object.assign(new Error('x'), { response: { body: text } }) }, 'x'),
    ],
    ['of what makes its own JSON', (log, text) => log.info({ thing: { toJSON: () => ({ text }) } }, 'x')],
  ];

  test.each(places)('%s', (_, act) => {
    fc.assert(
      fc.property(anySecret, ({ secret, text: given }) => {
        const { text, lines } = written((log) => act(log, given));
        expect(lines).toHaveLength(1);
        for (const form of [secret, JSON.stringify(secret).slice(1, -1)]) {
          expect(text).not.toContain(form);
          expect(text).not.toContain(JSON.stringify(form).slice(1, -1));
        }
      }),
    );
  });

  test.each(places)('%s, when only the configuration knows it', (_, act) => {
    const { text, lines } = written((log) => act(log, `it is ${CONFIGURED}, really`));
    expect(lines).toHaveLength(1);
    expect(text).not.toContain('sword');
    expect(text).toContain('[secret]');
  });

  test('of the headers of a request that failed', () => {
    const headers = { Authorization: 'Bearer abcdefgh', cookie: ['d=abcdefgh; x=y'], Accept: 'text/plain' };
    const rawHeaders = ['Authorization', 'Bearer abcdefgh'];
    const { text, lines } = written((log) => log.error({ request: { headers, rawHeaders } }, 'refused'));
    expect(text).not.toContain('abcdefgh');
    expect(lines[0]).toMatchObject({ request: { headers: { Accept: 'text/plain' } } });
  });
});
