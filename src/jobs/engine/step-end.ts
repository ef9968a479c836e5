import type { AuditEntry } from '../../domain/audit/entry.ts';
import type { DurationMs } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import type { StepId } from '../../domain/ids.ts';
import type { Crossing, EffectStep } from '../../domain/operation/step.ts';
import type { Watch } from '../../domain/rollout/rollout-view.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Question } from '../../domain/run/question.ts';
import type { Run } from '../../domain/run/run.ts';
import type { WaitReason } from '../../domain/run/state.ts';

/** The step isn't over: the run gives its worker back until later. */
export interface WaitAgain {
  readonly kind: 'again';
  readonly after: DurationMs;
  readonly for: WaitReason;
  readonly remark: string;
  readonly progress?: Run['progress'];
  readonly watch?: Watch;
  readonly question?: Question;
  /** What couldn't be reached, where that is why. */
  readonly blind?: Fault;
  readonly events: readonly RunEvent[];
}

/** What one turn at a step gives the loop. */
export type StepEnd =
  | {
      readonly kind: 'next';
      readonly output: unknown;
      readonly progress?: Run['progress'];
      readonly events: readonly RunEvent[];
      /** What the audit says of it: of effects. */
      readonly audit?: readonly AuditEntry[];
    }
  | WaitAgain
  | { readonly kind: 'cross'; readonly crossing: Crossing<unknown>; readonly meanwhile: WaitAgain }
  | { readonly kind: 'passed'; readonly id: StepId; readonly how: string }
  | { readonly kind: 'do'; readonly errand: EffectStep<unknown> }
  | {
      readonly kind: 'end';
      readonly outcome: Outcome;
      readonly progress?: Run['progress'];
      readonly events?: readonly RunEvent[];
    }
  | {
      readonly kind: 'park';
      readonly question: string;
      readonly evidence: readonly string[];
      /** By which a person goes on in AWS. */
      readonly commands: readonly string[];
    };

/** Limits that the engine keeps, in milliseconds. */
export interface EngineLimits {
  /** How long reads may lag before "no trace of it" is believed. */
  readonly readBack: DurationMs;
  /** The first and the longest pause before something is tried again. */
  readonly retryFrom: DurationMs;
  readonly retryTo: DurationMs;
}

/**
 * The pause before another try: a quarter of the time already spent on it, within the limits. It grows like a
 * doubling back-off, needs no stored counter, and so survives a change of worker.
 */
export const pause = (limits: EngineLimits, spent: DurationMs): DurationMs =>
  Math.round(Math.min(limits.retryTo, Math.max(limits.retryFrom, spent / 4)));
