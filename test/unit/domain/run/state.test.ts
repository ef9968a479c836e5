import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StepId } from '../../../../src/domain/ids.ts';
import { next, type RunState, type Transition, transitionsFrom } from '../../../../src/domain/run/state.ts';

const parked = { step: StepId.parse('ask'), question: 'Did it?', evidence: [] };
const outcome = { kind: 'succeeded', summary: 'done' } as const;

const state: fc.Arbitrary<RunState> = fc.constantFrom<RunState>(
  { status: 'queued' },
  { status: 'running' },
  { status: 'waiting', for: 'rollout', until: 5 },
  { status: 'parked', parked, since: 5 },
  { status: 'ended', outcome, at: 5 },
);
const transition: fc.Arbitrary<Transition> = fc.constantFrom<Transition>(
  { kind: 'claim' },
  { kind: 'wait', for: 'timer', until: 9 },
  { kind: 'park', parked, at: 9 },
  { kind: 'answer' },
  { kind: 'end', outcome, at: 9 },
);

describe("a run's states", () => {
  it('give an answer to every pair of state and transition, allowed or not', () => {
    fc.assert(
      fc.property(state, transition, (from, by) => {
        const to = next(from, by);
        expect(to !== undefined).toBe(transitionsFrom[by.kind].includes(from.status));
      }),
    );
  });

  it('never leave "ended", whatever befalls the run', () => {
    fc.assert(
      fc.property(fc.array(transition), (befalls) => {
        let at: RunState = { status: 'ended', outcome, at: 1 };
        for (const by of befalls) at = next(at, by) ?? at;
        expect(at).toEqual({ status: 'ended', outcome, at: 1 });
      }),
    );
  });

  it('leave "parked" only by a human: by an answer or by abandoning it', () => {
    const leaving = Object.entries(transitionsFrom).filter(([, from]) => from.includes('parked'));
    expect(leaving.map(([kind]) => kind).sort()).toEqual(['answer', 'end']);
  });
});
