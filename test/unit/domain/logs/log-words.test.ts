import { describe, expect, it, test } from 'vitest';
import { patternOf } from '../../../../sandbox/logs/pattern.ts';
import { filterPattern } from '../../../../src/domain/logs/filter-pattern.ts';
import { logSpan } from '../../../../src/domain/logs/log-span.ts';
import { isHealthCheck, looksLikeError } from '../../../../src/domain/logs/noise.ts';

describe('a filter, as people type it', () => {
  it.each([
    ['ERROR|FATAL|Exception', '?ERROR ?FATAL ?Exception'],
    ['ERROR | out of memory', '?ERROR ?"out of memory"'],
    ['needle', 'needle'],
    ['GET /api', '"GET /api"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['ERROR|', 'ERROR'],
    ['?ERROR ?FATAL', '?ERROR ?FATAL'],
    ['{ $.level = "error" }', '{ $.level = "error" }'],
  ])('%s is %s to CloudWatch', (typed, pattern) => {
    expect(filterPattern(typed)).toBe(pattern);
  });

  it('finds the lines that it names, and no others', () => {
    const either = patternOf(filterPattern('ERROR|out of memory'));
    expect(['an ERROR', 'ran out of memory', 'an error', 'memory'].map(either)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const quoted = patternOf(filterPattern('say "hi"'));
    expect(['they say "hi" here', 'say hi'].map(quoted)).toEqual([true, false]);
  });
});

describe('from when to when', () => {
  const now = Date.UTC(2026, 10, 21, 3, 0, 0);
  const at = (hour: number, minute: number, day = 21): number => Date.UTC(2026, 10, day, hour, minute);

  it.each([
    [{}, at(2, 45), now],
    [{ since: '2h' }, at(1, 0), now],
    [{ since: '1d' }, at(3, 0, 20), now],
    [{ since: '90s' }, now - 90_000, now],
    [{ from: '02:10', to: '02:20' }, at(2, 10), at(2, 20)],
    [{ from: '02:10' }, at(2, 10), now],
    [{ from: '23:50', to: '00:10' }, at(23, 50, 20), at(0, 10)],
    [{ from: '2026-11-20T10:00Z', to: '2026-11-20T12:00+01:00' }, at(10, 0, 20), at(11, 0, 20)],
  ])('%j', (words, from, to) => {
    expect(logSpan(words, now)).toEqual({ kind: 'span', from, to });
  });

  it("takes a time of day for the person's own", () => {
    expect(logSpan({ from: '03:50' }, now, 'Europe/Berlin')).toEqual({
      kind: 'span',
      from: at(2, 50),
      to: now,
    });
  });

  it.each([
    [{ since: 'yesterday' }, /say a length/],
    [{ since: '0m' }, /more than nothing/],
    [{ since: '30d' }, /At most 7 days/],
    [{ since: '1h', from: '02:00' }, /either/],
    [{ to: '02:00' }, /needs a `--from`/],
    [{ from: '02:30', to: '02:10' }, /must be before/],
    [{ from: '25:00' }, /`--from`: say a time/],
    [{ from: '2026-11-31T10:00' }, /`--from`: say a time/],
    [{ from: '2026-11-22T10:00Z' }, /still to come/],
  ])('%j is refused with what to say', (words, problem) => {
    const span = logSpan(words, now);
    expect(span.kind === 'wrong' ? span.problem : span.kind).toMatch(problem);
  });
});

test('health checks that went well are noise; those that were refused are not', () => {
  const checks = [
    'INFO: 10.0.1.12:41230 - "GET /health HTTP/1.1" 200 OK',
    '10.0.1.12 - - "GET /ping HTTP/1.1" 200',
    'GET /health',
  ];
  expect(checks.filter(isHealthCheck)).toEqual(checks);
  const others = [
    'INFO: 10.0.1.12:41230 - "GET /health HTTP/1.1" 503 Service Unavailable',
    '"GET /healthy-recipes HTTP/1.1" 200',
    'POST /health-records 500',
  ];
  expect(others.filter(isHealthCheck)).toEqual([]);
});

test('what looks like an error is found by the words of logs in use', () => {
  const bad = [
    "KeyError: 'X'",
    'FATAL: x',
    'panic: y',
    'connection refused',
    'Traceback (most recent call last):',
  ];
  expect(bad.filter(looksLikeError)).toEqual(bad);
  expect(looksLikeError('INFO request served')).toBe(false);
});
