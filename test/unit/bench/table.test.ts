import { describe, expect, it } from 'vitest';
import { type Figure, type Goal, verdictOf } from '../../../bench/figures/figure.ts';
import { amount, number, table } from '../../../bench/figures/table.ts';

const figure = (more: Partial<Figure>): Figure => ({
  name: 'ack p50',
  value: 3,
  unit: 'ms',
  goal: { kind: 'none' },
  note: '600 commands',
  ...more,
});
const bare = { what: 'bare Bolt', value: 1.5 };

describe('a verdict', () => {
  it.each<[Goal, string]>([
    [{ kind: 'at-most', limit: 3 }, 'met'],
    [{ kind: 'at-most', limit: 2.99 }, 'missed'],
    [{ kind: 'at-least', limit: 3 }, 'met'],
    [{ kind: 'at-least', limit: 3.01 }, 'missed'],
    [{ kind: 'ratio-at-most', limit: 2 }, 'met'],
    [{ kind: 'ratio-at-most', limit: 1.99 }, 'missed'],
    [{ kind: 'ratio-at-least', limit: 2 }, 'met'],
    [{ kind: 'ratio-at-least', limit: 2.01 }, 'missed'],
    [{ kind: 'none' }, 'reported'],
  ])('of 3 ms against 1.5 ms with the goal %j is %s', (goal, verdict) => {
    expect(verdictOf(figure({ goal, yardstick: bare }))).toBe(verdict);
  });

  it('is never made up: a goal relative to a yardstick needs one', () => {
    expect(() => verdictOf(figure({ goal: { kind: 'ratio-at-most', limit: 3 } }))).toThrow('no yardstick');
  });

  it('of what is not a number is missed', () => {
    expect(verdictOf(figure({ value: Number.NaN, goal: { kind: 'at-most', limit: 3 } }))).toBe('missed');
  });
});

describe('amounts', () => {
  it('show three digits that count, and long times in seconds', () => {
    expect([0.1234, 1.234, 12.34, 123.4, 12_345, 3].map(number)).toEqual([
      '0.123',
      '1.23',
      '12.3',
      '123',
      '12,345',
      '3',
    ]);
    expect(amount(999.4, 'ms')).toBe('999 ms');
    expect(amount(18_040, 'ms')).toBe('18.0 s');
    expect(amount(740.2, 'per second')).toBe('740/s');
    expect(amount(223.9, 'MB')).toBe('224 MB');
  });
});

describe('the table', () => {
  const shown = table([
    figure({ yardstick: bare, goal: { kind: 'ratio-at-most', limit: 3 } }),
    figure({
      name: 'waiting runs, AWS calls',
      value: 10_988,
      unit: 'calls',
      goal: { kind: 'at-most', limit: 900 },
    }),
  ]).split('\n');

  it('has one line a figure: name, value, yardstick, ratio, goal, verdict, samples', () => {
    expect(shown.map((line) => line.split(/ {2,}/))).toEqual([
      ['figure', 'value', 'yardstick', 'ratio', 'goal', 'verdict', 'samples'],
      ['ack p50', '3 ms', '1.50 ms bare Bolt', '2', '≤ 3 ×', 'met', '600 commands'],
      ['waiting runs, AWS calls', '10,988 calls', '≤ 900 calls', 'missed', '600 commands'],
    ]);
  });

  it('is aligned: every column begins at the same place in every line', () => {
    const [head = '', ...rows] = shown;
    for (const column of ['value', 'goal', 'verdict', 'samples']) {
      const at = head.indexOf(column);
      for (const row of rows) expect(row.slice(at - 2, at + 1)).toMatch(/^ {2}\S$/);
    }
    for (const line of shown) expect(line).toBe(line.trimEnd());
  });
});
