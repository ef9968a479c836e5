import { describe, expect, it } from 'vitest';
import { boundedLabels, metrics } from '../../../src/wiring/metrics.ts';

describe('what was refused', () => {
  it('is counted by why', async () => {
    const { onRefused, text } = metrics();
    onRefused('not-in-role');
    onRefused('not-in-role');
    onRefused('wrong-time');
    const said = await text();
    expect(said).toContain('wheelhouse_refused_total{why="not-in-role"} 2');
    expect(said).toContain('wheelhouse_refused_total{why="wrong-time"} 1');
  });

  it('never makes a label of what isn’t a word, nor more labels than are foreseen', () => {
    const label = boundedLabels(2);
    expect(['not-in-role', 'Not in "role"', 'x\n', 'held', 'stopped', 'held', ''].map(label)).toEqual([
      'not-in-role',
      'other',
      'other',
      'held',
      'other',
      'held',
      'other',
    ]);
  });
});
