import { describe, expect, it } from 'vitest';
import { StepId } from '../../../../src/domain/ids.ts';
import { deadlineOf, type JournalEntry, standingOf } from '../../../../src/domain/run/journal.ts';

const step = StepId.parse('ask');
const certain = (fault: { kind: string }): boolean => fault.kind === 'throttled';
const intent: JournalEntry = { kind: 'intent', step, at: 10, intent: { id: 1 } };
const tried = (kind: 'throttled' | 'unanswered', at: number): JournalEntry => ({
  kind: 'tried',
  step,
  at,
  fault: { kind, call: 'ecs:UpdateService', detail: '' },
});
const answer = (verdict: 'happened' | 'did-not-happen', at: number): JournalEntry => ({
  kind: 'answer',
  step,
  at,
  by: 'T/U',
  verdict,
});

describe('where an effect stands', () => {
  it.each([
    ['nothing was written', [], { kind: 'fresh' }],
    [
      'only the intent: the worker died',
      [intent],
      { kind: 'in-doubt', intent: { id: 1 }, since: 10, because: 'crash' },
    ],
    ['a certain refusal', [intent, tried('throttled', 11)], { kind: 'not-sent', intent: { id: 1 } }],
    [
      'no clear answer',
      [intent, tried('unanswered', 12)],
      { kind: 'in-doubt', intent: { id: 1 }, since: 12, because: 'answer' },
    ],
    [
      'a refusal, then another try that died',
      [intent, tried('throttled', 11), { ...intent, at: 20 }],
      { kind: 'in-doubt', intent: { id: 1 }, since: 20, because: 'crash' },
    ],
    [
      'a human answered',
      [intent, tried('unanswered', 12), answer('happened', 30)],
      { kind: 'answered', intent: { id: 1 }, verdict: 'happened' },
    ],
    [
      'a new try after "it didn\'t"',
      [intent, tried('unanswered', 12), answer('did-not-happen', 30), { ...intent, at: 31 }],
      { kind: 'in-doubt', intent: { id: 1 }, since: 31, because: 'crash' },
    ],
  ] as const)('%s', (_when, journal, standing) => {
    expect(standingOf(journal, step, certain)).toEqual(standing);
  });

  it("keeps a step's deadline through crashes, and moves it on when a human answered", () => {
    const begun: JournalEntry = { kind: 'begun', step, at: 100, deadline: 160 };
    expect(deadlineOf([begun, intent], step)).toBe(160);
    expect(deadlineOf([begun, intent, answer('did-not-happen', 1000)], step)).toBe(1060);
  });
});
