import { z } from 'zod';
import type { EpochMs } from '../clock.ts';
import { StepId } from '../ids.ts';
import { Outcome } from './outcome.ts';

/** What a parked run asks a human, with what was seen. */
export const ParkedQuestion = z.object({ step: StepId, question: z.string(), evidence: z.array(z.string()) });
export type ParkedQuestion = z.infer<typeof ParkedQuestion>;

/** What a run waits for. */
export const WaitReason = z.enum(['approval', 'rollout', 'answer', 'timer']);
export type WaitReason = z.infer<typeof WaitReason>;

/**
 * Where a run is: queued → running ⇄ waiting → ended, or parked, which only a human leaves.
 * Times are epoch milliseconds.
 */
export const RunState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('queued') }),
  z.object({ status: z.literal('running') }),
  z.object({ status: z.literal('waiting'), for: WaitReason, until: z.number() }),
  z.object({ status: z.literal('parked'), parked: ParkedQuestion, since: z.number() }),
  z.object({ status: z.literal('ended'), outcome: Outcome, at: z.number() }),
]);
export type RunState = z.infer<typeof RunState>;
export type RunStatus = RunState['status'];

/** What can befall a run. */
export type Transition =
  | { readonly kind: 'claim' }
  | { readonly kind: 'wait'; readonly for: WaitReason; readonly until: EpochMs }
  | { readonly kind: 'park'; readonly parked: ParkedQuestion; readonly at: EpochMs }
  | { readonly kind: 'answer' }
  | { readonly kind: 'end'; readonly outcome: Outcome; readonly at: EpochMs };

/** Which statuses a transition may start from. `ended` is in none of them: it has no exit. */
export const transitionsFrom: { readonly [K in Transition['kind']]: readonly RunStatus[] } = {
  claim: ['queued', 'running', 'waiting'],
  wait: ['running'],
  park: ['running'],
  answer: ['parked'],
  end: ['running', 'parked'],
};

/** The next state, or undefined where the transition isn't allowed. Total: every pair has an answer. */
export function next(state: RunState, transition: Transition): RunState | undefined {
  if (!transitionsFrom[transition.kind].includes(state.status)) return undefined;
  switch (transition.kind) {
    case 'claim':
      return { status: 'running' };
    case 'wait':
      return { status: 'waiting', for: transition.for, until: transition.until };
    case 'park':
      return { status: 'parked', parked: transition.parked, since: transition.at };
    case 'answer':
      return { status: 'queued' };
    case 'end':
      return { status: 'ended', outcome: transition.outcome, at: transition.at };
  }
}
