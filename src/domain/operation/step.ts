import type { z } from 'zod';
import type { Clock, DurationMs, EpochMs } from '../clock.ts';
import type { Fault } from '../fault/fault.ts';
import { StepId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { Progress } from '../rollout/progress.ts';
import type { Watch } from '../rollout/rollout-view.ts';
import type { Outcome } from '../run/outcome.ts';
import type { Preview } from '../run/preview.ts';
import type { AwaitedHook, Question } from '../run/question.ts';
import type { Run } from '../run/run.ts';
import type { WaitReason } from '../run/state.ts';
import type { ResolvedService } from '../target/service.ts';
import type { SeenAtHook, WhyBack } from './crossing.ts';

/** A finished step's output can be asked for by the step itself: no names to mistype, and the type comes along. */
export interface OutputOf<O> {
  readonly id: StepId;
  readonly output: z.ZodType<O>;
}

/** How often and how long steps look at a rollout; from the configuration's limits. */
export interface Pace {
  readonly rolloutEvery: DurationMs;
  /** How long a run that is watched for waits at most before it looks by itself. */
  readonly backstop: DurationMs;
  readonly rolloutLimit: DurationMs;
  /** After how long without progress, beyond the health checks' grace period, a rollout counts as stuck. */
  readonly stuckAfter: DurationMs;
  /** How long alarms are watched after a rollout at most, however long they may take to ring. */
  readonly bakeAtMost: DurationMs;
  /** How long a person has for stopping what else happens by itself. */
  readonly countdown: DurationMs;
}

/** What the configuration wants done without being asked. */
export interface Policy {
  /** When an alarm of the service rings while a deployment is proven: only offered, or begun after a countdown. */
  readonly onAlarm: 'offer' | 'roll-back';
  /** What keeps deploys off a service after it was rolled back. */
  readonly afterRollback: 'lock' | 'nothing';
}

/** Somebody's answer to what the run asked. */
export interface GivenAnswer {
  readonly answer: string;
  /** The Slack user's id. */
  readonly user: string;
}

/** A PAUSE hook about which consent was asked for. `going`, `going-back`: ECS may have been told that; `over`: it is settled. */
export interface AskedHook {
  readonly hook: AwaitedHook;
  readonly stands: 'open' | 'going' | 'going-back' | 'over';
}

/** What a step gets. Nothing else of the world is in its reach. */
export interface StepContext<I> {
  readonly run: Run;
  readonly input: I;
  readonly target: ResolvedService;
  readonly ports: Ports;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly policy: Policy;
  /** When this step began. */
  readonly begunAt: EpochMs;
  /** The first answer to the question of that key; absent: nobody has answered. */
  answerTo(question: string): GivenAnswer | undefined;
  /** The hooks about which consent was asked for so far, oldest first. */
  askedHooks(): readonly AskedHook[];
  /** The output of a step or an errand that is over; undefined where it isn't, or was left out. */
  done<O>(step: OutputOf<O>): O | undefined;
  /** The output of an earlier step, parsed again from the journal. Throws when that step isn't an earlier one. */
  output<O>(step: OutputOf<O>): O;
}

/**
 * A PAUSE hook at which ECS holds what the run has begun. Who may resume says how it goes on, by `continue` or `back`; where
 * the policy wants others' consent, going on takes that, and anybody who may resume can still have it rolled back.
 */
export interface Crossing<I> {
  readonly hook: AwaitedHook;
  /** As it is asked where no consent is needed. Its key begins every key under which this hook is asked about. */
  readonly question: Question;
  readonly see: (ctx: StepContext<I>) => Promise<SeenAtHook>;
  /** Tells ECS to go on, whatever is stored of it; `back`, whose id is made of this one's (backId), to roll back. */
  readonly go: EffectStep<I>;
  readonly back: (why?: WhyBack) => EffectStep<I>;
}

/** Not yet: look again later. The run gives its worker back meanwhile. */
export interface LookAgain {
  readonly kind: 'again';
  readonly after: DurationMs;
  readonly for: WaitReason;
  readonly remark: string;
  readonly progress?: Progress;
  readonly note?: string;
  /** What it asks meanwhile. It goes on by itself all the same: the text says how. */
  readonly question?: Question;
  /** Woken earlier when what is watched changes; `after` is the backstop then. */
  readonly watch?: Watch;
}

/** What a look at the world gives. */
export type Looked<O, I = unknown> =
  /** The step is over. */
  | {
      readonly kind: 'next';
      readonly output: O;
      readonly progress?: Progress;
      readonly note?: string;
      readonly preview?: Preview;
    }
  | LookAgain
  /**
   * An effect is called for in between: it is made as any effect step is, once, and then it is looked again. Its id tells
   * it from every other of the run.
   */
  | { readonly kind: 'do'; readonly errand: EffectStep<I> }
  /** ECS holds it at a hook: the engine asks whoever must say how it goes on, and waits as told. */
  | { readonly kind: 'cross'; readonly crossing: Crossing<I>; readonly meanwhile: LookAgain }
  /** It went on past a hook, and nobody was asked in the end: told and audited once, and then it is looked again. */
  | { readonly kind: 'passed'; readonly id: StepId; readonly how: string }
  /** The run is over. */
  | {
      readonly kind: 'end';
      readonly outcome: Outcome;
      readonly progress?: Progress;
      readonly preview?: Preview;
    }
  /** The world didn't answer; the fault table says whether to look again. */
  | { readonly kind: 'fault'; readonly fault: Fault; readonly watch?: Watch };

/** What an attempt at an effect gives. A fault's kind says whether it certainly didn't happen. */
export type Acted<O> =
  | { readonly kind: 'happened'; readonly output: O; readonly effect: string }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** What a last look before an effect gives. */
export type Fit =
  | { readonly kind: 'fits' }
  /** It mustn't be done: the run is over. */
  | { readonly kind: 'end'; readonly outcome: Outcome }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** What reading back an effect in doubt gives. */
export type ReadBack<O> =
  | { readonly kind: 'happened'; readonly output: O; readonly effect: string }
  /** No trace of it. Believed only after reads have had time to catch up. */
  | { readonly kind: 'absent' }
  /** What is seen proves neither. */
  | { readonly kind: 'unclear'; readonly evidence: readonly string[] }
  /** What is seen ends the run, whichever it was. */
  | { readonly kind: 'end'; readonly outcome: Outcome }
  | { readonly kind: 'fault'; readonly fault: Fault };

interface StepBase<I, O> extends OutputOf<O> {
  /** What a person reads: "ask ECS to replace the tasks". */
  readonly title: string;
  /** How long the step may take in all, waits included. An absolute deadline is stored when it begins. */
  readonly limit: (pace: Pace) => DurationMs;
  /** How the run ends when the limit passes. */
  readonly onLimit: (ctx: StepContext<I>) => Outcome;
  /**
   * Whether it is taken at all, decided from the outputs of earlier steps alone: the answer never changes. A step that
   * isn't taken always isn't counted before it is reached.
   */
  readonly when: 'always' | ((ctx: StepContext<I>) => boolean);
  /** What goes on by itself when the run is stopped in this step; as the operation says where it is absent. */
  readonly goesOn?: string;
  /** The AWS CLI lines by which a person goes on where the run can't. */
  readonly byHand: (ctx: StepContext<I>) => readonly string[];
}

/** What a definition says of a step. */
type StepSpec<S extends { readonly when: unknown; readonly byHand: unknown }> = Omit<
  S,
  'kind' | 'id' | 'when' | 'byHand'
> & {
  readonly id: string;
  /** Always unless told. */
  readonly when?: S['when'];
  /** None unless told. */
  readonly byHand?: S['byHand'];
};

/** A step that only reads, once or until it knows. Safe to repeat at any time. */
export interface LookStep<I, O = unknown> extends StepBase<I, O> {
  readonly kind: 'look';
  /** Set where it follows what a PAUSE hook is to hold for consent: its end without any is told. */
  readonly awaits?: 'consent';
  readonly look: (ctx: StepContext<I>) => Promise<Looked<O, I>>;
}

/** A step with one outside effect. `plan` fixes what is about to be done; it is stored before `act` is called. */
export interface EffectStep<I, O = unknown, N = unknown> extends StepBase<I, O> {
  readonly kind: 'effect';
  /** What is called, in the other side's words: `ecs:UpdateService`. */
  readonly call?: string;
  /**
   * A `preparation` alone changes nothing that runs (a registered revision), so a freeze still stops the run after it.
   * A `change` unless told: a run that has made one goes on, since stopping halfway would be worse.
   */
  readonly does?: 'change' | 'preparation';
  /** The form of what is stored before the call. */
  readonly intent: z.ZodType<N>;
  readonly plan: (ctx: StepContext<I>) => N;
  /** A last look before the intent is stored. No side effect. It fits where this is absent. */
  readonly fits?: (ctx: StepContext<I>, intent: N) => Promise<Fit>;
  readonly act: (ctx: StepContext<I>, intent: N) => Promise<Acted<O>>;
  /** Reads back whether it happened. No side effect; may be called any number of times. */
  readonly done: (ctx: StepContext<I>, intent: N) => Promise<ReadBack<O>>;
  /** What a human is asked when reading back can't tell. */
  readonly question: (ctx: StepContext<I>, intent: N) => string;
}

/** A step as the engine holds it: the intent comes from the journal, still unparsed. */
export type Step<I> = LookStep<I> | EffectStep<I>;

/** Defines a reading step. */
export function lookStep<I, O>(spec: StepSpec<LookStep<I, O>>): LookStep<I, O> {
  return { when: 'always', byHand: () => [], ...spec, kind: 'look', id: StepId.parse(spec.id) };
}

/** Defines a step with an effect; its intent is parsed again each time that it comes back from the journal. */
export function effectStep<I, O, N>(spec: StepSpec<EffectStep<I, O, N>>): EffectStep<I, O> {
  const { fits, ...rest } = spec;
  return {
    when: 'always',
    byHand: () => [],
    ...rest,
    kind: 'effect',
    id: StepId.parse(spec.id),
    ...(fits ? { fits: (ctx, intent) => fits(ctx, spec.intent.parse(intent)) } : {}),
    act: (ctx, intent) => spec.act(ctx, spec.intent.parse(intent)),
    done: (ctx, intent) => spec.done(ctx, spec.intent.parse(intent)),
    question: (ctx, intent) => spec.question(ctx, spec.intent.parse(intent)),
  };
}
