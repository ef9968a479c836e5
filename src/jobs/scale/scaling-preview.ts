import type { Preview } from '../../domain/run/preview.ts';
import { type AutoScaled, isOutside, rangeWords, suspendedWords } from './auto-scaled.ts';

type Row = Preview['rows'][number];

/** What scaling would change, before it does. */
export const scalingPreview = (
  { desired, scaled }: { readonly desired: number; readonly scaled: AutoScaled },
  count: number,
): Preview => ({
  rows: [
    { label: 'Tasks', before: String(desired), after: String(count), level: 'change' },
    capacityRow(desired, count),
    autoscalingRow(scaled, count),
  ],
  commands: [],
});

function capacityRow(desired: number, count: number): Row {
  const label = 'Capacity';
  if (count === 0) return { label, after: 'nothing runs any more: the service is stopped', level: 'warning' };
  if (desired === 0) return { label, after: `${tasks(count)} where none runs now`, level: 'change' };
  const share = `${Math.round((count / desired) * 100)} % of now`;
  return count > desired
    ? { label, after: `${share}: ${tasks(count - desired)} more to pay for`, level: 'change' }
    : { label, after: `${share}: ${tasks(desired - count)} stopped`, level: 'warning' };
}

function autoscalingRow(scaled: AutoScaled, count: number): Row {
  const off = suspendedWords(scaled);
  const after = `${rangeWords(scaled)}${off === undefined ? '' : `, ${off}`}`;
  const isOdd = scaled.by === 'unknown' || isOutside(scaled, count);
  return { label: 'Autoscaling', after, level: isOdd ? 'warning' : 'change' };
}

const tasks = (count: number): string => `${count} ${count === 1 ? 'task' : 'tasks'}`;
