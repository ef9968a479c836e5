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

describe('news of alarms', () => {
  it('are counted by the way they came, with how late they were', async () => {
    const { alarms, text } = metrics();
    alarms.received('sns', 1, 700);
    alarms.received('sns', 0, -50);
    alarms.received('alertmanager', 3);
    alarms.deadLetters('alarms-dead', 2);
    const said = await text();
    expect(said).toContain('wheelhouse_alarm_messages_total{via="sns"} 2');
    expect(said).toContain('wheelhouse_alarm_notices_total{via="sns"} 1');
    expect(said).toContain('wheelhouse_alarm_notices_total{via="alertmanager"} 3');
    expect(said).toContain('wheelhouse_alarm_lateness_seconds_sum{via="sns"} 0.7');
    expect(said).toContain('wheelhouse_alarm_dead_letters{queue="alarms-dead"} 2');
  });
});
