import { describe, expect, it } from 'vitest';
import { StepId } from '../../../../src/domain/ids.ts';
import type { Outcome } from '../../../../src/domain/run/outcome.ts';
import type { RunState } from '../../../../src/domain/run/state.ts';
import { runRoot } from '../../../../src/views/run/run-root.ts';
import { aRun } from '../../../support/values.ts';

const acceptedAt = aRun().acceptedAt;
const step = StepId.parse('roll');
const progress = { desired: 2, running: 1, pending: 1, failed: 0, old: 2 };

/** The lines that a person reads, the small print last. */
function lines(state: RunState, more: Parameters<typeof aRun>[0] = {}): string[] {
  const { blocks } = runRoot(aRun({ state, ...more }));
  return blocks.flatMap((block) => {
    if (block.type === 'section') return (block.text?.text ?? '').split('\n');
    if (block.type === 'context') return block.elements.map((e) => ('text' in e ? e.text : ''));
    return [];
  });
}

const ended = (outcome: Outcome): RunState => ({ status: 'ended', outcome, at: acceptedAt + 72_000 });

describe("a run's root message", () => {
  it('says what, where, state and since when in its first line, with the steps and the figures below', () => {
    const remark = '1 of 2 new tasks are running';
    expect(lines({ status: 'waiting', for: 'rollout', until: 0 }, { step, remark, progress })).toEqual([
      ':large_blue_circle: *#1042 restart prod-us-east-1/registry* 1 of 2 new tasks are running · since <!date^1795230000^{time}|03:00 UTC>',
      '✓ check the service  ✓ ask ECS for new tasks  ✓ find the deployment  ▸ follow the rollout',
      '1 of 2 new tasks running · 1 starting · 2 old still running',
      'Asked by <@U0OPERATOR> · production',
    ]);
  });

  it.each([
    [
      { kind: 'succeeded', summary: '2 of 2 tasks are new and running' },
      ':white_check_mark:',
      'done after 1 min 12 s: 2 of 2 tasks are new and running',
    ],
    [{ kind: 'failed', reason: 'no' }, ':x:', 'failed after 1 min 12 s: no'],
    [
      { kind: 'rolled-back', by: 'breaker', reason: 'tasks failed' },
      ':leftwards_arrow_with_hook:',
      "rolled back by ECS's circuit breaker after",
    ],
    [{ kind: 'superseded', reason: 'another' }, ':twisted_rightwards_arrows:', 'superseded after'],
    [{ kind: 'gave-up', reason: 'ECS goes on' }, ':hourglass:', 'stopped watching after'],
    [{ kind: 'rejected', reason: '#7 holds it' }, ':no_entry:', 'not started after'],
  ] as const)('tells the end %j apart, and only success has the tick', (outcome, icon, said) => {
    const [first] = lines(ended(outcome));
    expect(first).toContain(said);
    expect(first?.startsWith(icon)).toBe(true);
    expect(first?.includes(':white_check_mark:')).toBe(outcome.kind === 'succeeded');
  });

  it('never has more than six lines, in any state', () => {
    const long: RunState[] = [
      { status: 'queued' },
      { status: 'running' },
      { status: 'parked', parked: { step, question: 'Did it?', evidence: ['a', 'b'] }, since: acceptedAt },
      ended({ kind: 'failed', reason: 'a'.repeat(5000), next: 'do this' }),
    ];
    for (const state of long) expect(lines(state, { step, progress }).length).toBeLessThanOrEqual(6);
  });

  it('keeps words from outside inert: no mention, link or broadcast comes to life', () => {
    const [first] = lines(ended({ kind: 'failed', reason: '<!channel> & <https://x.example|click>' }));
    expect(first).toContain('&lt;!channel&gt; &amp; &lt;https://x.example|click&gt;');
  });
});
