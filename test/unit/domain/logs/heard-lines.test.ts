import { expect, it } from 'vitest';
import { heardLines } from '../../../../src/domain/logs/heard-lines.ts';
import type { LogLine } from '../../../../src/domain/logs/log-line.ts';

const as = (text: string): string => text;
const lines = (...texts: readonly string[]) => ({
  kind: 'lines' as const,
  extent: 'all' as const,
  lines: texts.map((text, n): LogLine => ({ at: n, stream: 's', text })),
});
const texts = (all: readonly LogLine[]): string[] => all.map(({ text }) => text);

it('what has come since the last time is told once', () => {
  const heard = heardLines(100, as);
  heard.hear({ kind: 'begun' });
  heard.hear(lines('a', 'b'));
  expect(texts(heard.fresh())).toEqual(['a', 'b']);
  heard.hear(lines('c'));
  expect(texts(heard.fresh())).toEqual(['c']);
  expect(heard.fresh()).toEqual([]);
  expect(texts(heard.all())).toEqual(['c', 'b', 'a']);
});

it('health checks that went well are counted and left out', () => {
  const heard = heardLines(100, as);
  heard.hear(lines('"GET /health HTTP/1.1" 200 OK', 'a'));
  expect([texts(heard.all()), heard.dropped]).toEqual([['a'], 1]);
});

it('of too many lines the newest stay, and none is told twice', () => {
  const heard = heardLines(3, as);
  heard.hear(lines('a', 'b'));
  heard.fresh();
  heard.hear(lines('c', 'd'));
  expect(texts(heard.fresh())).toEqual(['c', 'd']);
  expect([texts(heard.all()), heard.forgotten]).toEqual([['d', 'c', 'b'], 1]);
});

it('each line is made safe before it is kept', () => {
  const heard = heardLines(100, (text) => text.replace('hunter2', '[secret]'));
  heard.hear(lines('password hunter2'));
  expect(texts(heard.all())).toEqual(['password [secret]']);
});

it('that some were lost is remembered', () => {
  const heard = heardLines(100, as);
  heard.hear({ ...lines('a'), extent: 'sampled' });
  heard.hear(lines('b'));
  expect(heard.extent).toBe('sampled');
});
