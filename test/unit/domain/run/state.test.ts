import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StepId } from '../../../../src/domain/ids.ts';
import {
  next,
  type RunState,
  type RunStatus,
  type Transition,
  transitionsFrom,
} from '../../../../src/domain/run/state.ts';

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

/** Queued → running ⇄ waiting → ended, or parked, which only a human leaves. A claim takes a dead worker's run over. */
const ways: Readonly<Record<RunStatus, Partial<Record<Transition['kind'], RunStatus>>>> = {
  queued: { claim: 'running' },
  running: { claim: 'running', wait: 'waiting', park: 'parked', end: 'ended' },
  waiting: { claim: 'running' },
  parked: { answer: 'queued', end: 'ended' },
  ended: {},
};

describe("a run's states", () => {
  it('give an answer to every pair of state and transition: the next state, or that there is none', () => {
    fc.assert(
      fc.property(state, transition, (from, by) => {
        expect(next(from, by)?.status).toBe(ways[from.status][by.kind]);
      }),
      // Of 25 pairs: so many that each comes up.
      { numRuns: 1000 },
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
