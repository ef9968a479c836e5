import type { z } from 'zod';
import type { Decided } from '../approval/change.ts';
import type { Fault } from '../fault/fault.ts';
import type { Permission } from '../guard/permission.ts';
import type { StepId } from '../ids.ts';
import type { Result } from '../result.ts';
import type { HookGate } from '../rollout/pause-hooks.ts';
import type { EarlyReason } from '../run/question.ts';
import type { Crossing, EffectStep, LookStep, Step, StepContext } from './step.ts';

/** A step in words. `optional`: it may be left out, and isn't counted before it is reached. */
interface PlannedStep {
  readonly id: StepId;
  readonly title: string;
  readonly optional?: true;
}

/** What handlers know of an operation: everything but its steps. Parsing, help and checks come from it. */
export interface OperationSpec {
  /** The verb that people type. */
  readonly name: string;
  /** Raised whenever the steps' ids or meaning change: a run goes on with the version it started with. */
  readonly version: number;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** An example that works, without the command's name: `restart registry --reason "memory leak"`. */
  readonly example: string;
  /** What follows the verb, besides the target. Each field carries a `label` and a `description` in its meta. */
  readonly input: z.ZodObject;
  /** What a person must be allowed to do. */
  readonly permission: Permission;
  /** What a run holds while it executes. */
  readonly lock: 'service';
  /** Whether a freeze keeps it from starting. A freeze of everything (`all`) stops it in any case. */
  readonly freezable: 'stopped-by-freeze' | 'allowed-in-freeze';
  /** Whether a lock keeps it from starting: stopped is what may bring other code. */
  readonly lockable: 'stopped-by-lock' | 'allowed-under-lock';
  /** Operations whose unfinished runs it takes the target over from: they stop at their next safe point. */
  readonly takesOver: readonly string[];
  /** What goes on by itself when a run is cancelled after it has changed something. */
  readonly goesOn: string;
  /** What the process's AWS role must be allowed to do, in IAM's words. */
  readonly needs: readonly string[];
  /** Steps in order, in words. */
  readonly plan: readonly PlannedStep[];
}

/** What the engine sees of a context before the operation has parsed its input. */
export type RawContext = StepContext<unknown>;

/** Whether ECS itself holds what a run is about to begin at a PAUSE hook, so that consent can be asked for there. */
export interface HeldAtHook<I> {
  /** As the steps before its first effect have found. Reads nothing. */
  readonly seen: (ctx: StepContext<I>) => 'holds' | EarlyReason;
  /** As ECS says now, for the last moment before it is begun. */
  readonly now: (ctx: StepContext<I>) => Promise<Result<HookGate, Fault>>;
}

/** An operation ready for the engine: steps take the raw input, which is parsed anew for each. */
export interface Operation {
  readonly spec: OperationSpec;
  /** What the run is about to do, from what the steps before its first effect have found. Reads nothing. */
  readonly decides: (ctx: RawContext) => Decided;
  /** Absent: ECS makes no deployment of it. */
  readonly held?: HeldAtHook<unknown>;
  readonly steps: readonly Step<unknown>[];
}

/** What an operation's file says. */
export type OperationDefinition<S extends z.ZodObject> = Omit<
  OperationSpec,
  'plan' | 'input' | 'takesOver'
> & {
  readonly input: S;
  /** Nothing unless told. */
  readonly takesOver?: readonly string[];
  /** What it is about to do, from the outputs of the steps before its first effect: what people decide on. */
  readonly decides: (ctx: StepContext<z.output<S>>) => Decided;
  /** Whether a PAUSE hook holds it; ECS makes no deployment of it where this is absent. */
  readonly held?: HeldAtHook<z.output<S>>;
  readonly steps: readonly Step<z.output<S>>[];
};

/**
 * Makes an operation of its definition. Throws on a definition that can't work: no steps, or a step id twice.
 * Those are faults of a programmer, found when the process starts.
 */
export function defineOperation<S extends z.ZodObject>(definition: OperationDefinition<S>): Operation {
  const { steps, takesOver = [], decides, held, ...rest } = definition;
  const ids = steps.map((step) => step.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice) throw new Error(`operation ${rest.name}: the step id "${twice}" stands twice`);
  if (steps.length === 0) throw new Error(`operation ${rest.name} has no steps`);
  const parse = (ctx: RawContext): StepContext<z.output<S>> => ({
    ...ctx,
    input: definition.input.parse(ctx.input),
  });
  return {
    spec: {
      ...rest,
      takesOver,
      plan: steps.map(({ id, title, when }) => ({
        id,
        title,
        ...(when === 'always' ? {} : { optional: true }),
      })),
    },
    decides: (ctx) => decides(parse(ctx)),
    ...(held ? { held: { seen: (ctx) => held.seen(parse(ctx)), now: (ctx) => held.now(parse(ctx)) } } : {}),
    steps: steps.map((step) => (step.kind === 'look' ? bindLook(step, parse) : bindEffect(step, parse))),
  };
}

type Parse<I> = (ctx: RawContext) => StepContext<I>;

const bindWhen = <I>({ when }: Pick<Step<I>, 'when'>, parse: Parse<I>): Step<unknown>['when'] =>
  when === 'always' ? when : (ctx) => when(parse(ctx));

function bindLook<I>(step: LookStep<I>, parse: Parse<I>): LookStep<unknown> {
  return {
    ...step,
    when: bindWhen(step, parse),
    byHand: (ctx) => step.byHand(parse(ctx)),
    onLimit: (ctx) => step.onLimit(parse(ctx)),
    async look(ctx) {
      const looked = await step.look(parse(ctx));
      switch (looked.kind) {
        case 'do':
          return { kind: 'do', errand: bindEffect(looked.errand, parse) };
        case 'cross':
          return { ...looked, crossing: bindCrossing(looked.crossing, parse) };
        default:
          return looked;
      }
    },
  };
}

const bindCrossing = <I>(crossing: Crossing<I>, parse: Parse<I>): Crossing<unknown> => ({
  ...crossing,
  see: (ctx) => crossing.see(parse(ctx)),
  go: bindEffect(crossing.go, parse),
  back: (why) => bindEffect(crossing.back(why), parse),
});

function bindEffect<I>({ fits, ...step }: EffectStep<I>, parse: Parse<I>): EffectStep<unknown> {
  return {
    ...step,
    when: bindWhen(step, parse),
    byHand: (ctx) => step.byHand(parse(ctx)),
    onLimit: (ctx) => step.onLimit(parse(ctx)),
    ...(fits ? { fits: (ctx, intent) => fits(parse(ctx), intent) } : {}),
    plan: (ctx) => step.plan(parse(ctx)),
    act: (ctx, intent) => step.act(parse(ctx), intent),
    done: (ctx, intent) => step.done(parse(ctx), intent),
    question: (ctx, intent) => step.question(parse(ctx), intent),
  };
}
