import { type Figure, type Goal, ratioOf, type Unit, verdictOf } from './figure.ts';
import type { Spread } from './statistics.ts';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Three digits that count: 0.123, 1.23, 12.3, 123, 12,345. */
export function number(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return grouped.format(value);
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** An amount with its unit. Milliseconds from a second on are written in seconds. */
export function amount(value: number, unit: Unit): string {
  switch (unit) {
    case 'ms':
      return value >= 1000 ? `${number(value / 1000)} s` : `${number(value)} ms`;
    case 'per second':
      return `${number(value)}/s`;
    case 'MB':
    case 'calls':
    case 'changes':
    case 'messages':
      return `${number(value)} ${unit}`;
  }
}

/** `1.2 to 3.4 ms`. */
export const range = ({ from, to }: Spread, unit: Unit): string =>
  `${amount(from, unit)} to ${amount(to, unit)}`;

function goalWords(goal: Goal, unit: Unit): string {
  switch (goal.kind) {
    case 'none':
      return '';
    case 'at-most':
      return `≤ ${amount(goal.limit, unit)}`;
    case 'at-least':
      return `≥ ${amount(goal.limit, unit)}`;
    case 'ratio-at-most':
      return `≤ ${goal.limit} ×`;
    case 'ratio-at-least':
      return `≥ ${goal.limit} ×`;
  }
}

const HEAD = ['figure', 'value', 'yardstick', 'ratio', 'goal', 'verdict', 'samples'];

/** The cells of one figure's line, in the order of the head. */
function cells(figure: Figure): readonly string[] {
  const { name, value, unit, yardstick, goal, note } = figure;
  const ratio = ratioOf(figure);
  return [
    name,
    amount(value, unit),
    yardstick === undefined ? '' : `${amount(yardstick.value, unit)} ${yardstick.what}`,
    ratio === undefined ? '' : number(ratio),
    goalWords(goal, unit),
    verdictOf(figure),
    note,
  ];
}

/** One line a figure, columns aligned, a head above; lines don't end in blanks. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
