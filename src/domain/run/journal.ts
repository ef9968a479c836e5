import { z } from 'zod';
import { Decided } from '../approval/change.ts';
import { Subject } from '../approval/subject.ts';
import { Fault } from '../fault/fault.ts';
import { StepId } from '../ids.ts';
import { AwaitedHook } from './question.ts';

/**
 * One line of a run's journal: append-only, written through the fence. What a step knows after a crash is what
 * stands here. `intent` is written before an outside effect, `tried` when its answer left a doubt or a certain
 * refusal, `done` with the step's output, `answer` when a human said what became of a doubtful effect.
 */
export const JournalEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begun'), step: StepId, at: z.number(), deadline: z.number() }),
  z.object({ kind: z.literal('intent'), step: StepId, at: z.number(), intent: z.unknown() }),
  z.object({ kind: z.literal('tried'), step: StepId, at: z.number(), fault: Fault }),
  z.object({
    kind: z.literal('answer'),
    step: StepId,
    at: z.number(),
    by: z.string(),
    verdict: z.enum(['happened', 'did-not-happen']),
    /** Absent where nothing is signed (run/signed.ts). */
    signature: z.string().exactOptional(),
  }),
  /** AWS couldn't be reached, for the first time in this step. */
  z.object({ kind: z.literal('blind'), step: StepId, at: z.number(), call: z.string() }),
  /** The step is over. Looked again before its run changed anything, the last one counts. */
  z.object({ kind: z.literal('done'), step: StepId, at: z.number(), output: z.unknown() }),
  /** An approval is asked for, from `at` until `until`, before this step's effect. */
  z.object({
    kind: z.literal('asked'),
    step: StepId,
    at: z.number(),
    until: z.number(),
    subject: Subject,
    decided: Decided,
    /** Present: ECS waits at this hook, and the step is what answers it. */
    hook: AwaitedHook.exactOptional(),
  }),
  /** Its approval is asked for later, while ECS holds what is begun at a PAUSE hook. */
  z.object({ kind: z.literal('deferred'), step: StepId, at: z.number() }),
  /** Something went on without the consent that it takes, and that was told. */
  z.object({ kind: z.literal('unapproved'), step: StepId, at: z.number() }),
  /** Those who may approve were reminded. */
  z.object({ kind: z.literal('reminded'), step: StepId, at: z.number(), subject: Subject }),
  /** So many words that pretended to come from people were found and told of. */
  z.object({ kind: z.literal('forged'), step: StepId, at: z.number(), words: z.number() }),
  /** It was approved, and what is about to be done is still what was approved: looked at that moment. */
  z.object({ kind: z.literal('cleared'), step: StepId, at: z.number(), subject: Subject }),
]);
export type JournalEntry = z.infer<typeof JournalEntry>;

/** Where an effect stands, read off the journal. */
export type EffectStanding =
  /** No intent: nothing was ever sent. */
  | { readonly kind: 'fresh' }
  /** The last try certainly didn't happen: it may be tried again. */
  | { readonly kind: 'not-sent'; readonly intent: unknown }
  /** An intent with no answer (a crash) or an unclear one: it may have happened. */
  | {
      readonly kind: 'in-doubt';
      readonly intent: unknown;
      readonly since: number;
      readonly because: 'crash' | 'answer';
    }
  /** A human said what became of it. */
  | { readonly kind: 'answered'; readonly intent: unknown; readonly verdict: 'happened' | 'did-not-happen' };

/** The entries of one step, oldest first. */
export const entriesOf = (journal: readonly JournalEntry[], step: StepId): JournalEntry[] =>
  journal.filter((entry) => entry.step === step);

/** The output of a finished step, still unparsed. */
export function outputOf(
  journal: readonly JournalEntry[],
  step: StepId,
): { readonly output: unknown } | undefined {
  const done = entriesOf(journal, step).findLast((entry) => entry.kind === 'done');
  return done ? { output: done.output } : undefined;
}

/** When the step began, if it has. */
export const begunAt = (journal: readonly JournalEntry[], step: StepId): number | undefined =>
  entriesOf(journal, step).find((entry) => entry.kind === 'begun')?.at;

/**
 * When the step must be over, if it has begun. Set once: a restart of the worker doesn't extend it. A human's answer
 * does, by the step's whole limit, because the time that the run was parked isn't the step's.
 */
export function deadlineOf(journal: readonly JournalEntry[], step: StepId): number | undefined {
  const entries = entriesOf(journal, step);
  const begun = entries.find((entry) => entry.kind === 'begun');
  const answer = entries.findLast((entry) => entry.kind === 'answer');
  return begun && answer ? answer.at + (begun.deadline - begun.at) : begun?.deadline;
}

/** Where the effect of a step stands. `certain` says whether a fault proves that nothing happened. */
export function standingOf(
  journal: readonly JournalEntry[],
  step: StepId,
  certain: (fault: Fault) => boolean,
): EffectStanding {
  let standing: EffectStanding = { kind: 'fresh' };
  for (const entry of entriesOf(journal, step)) {
    if (entry.kind === 'intent') {
      standing = { kind: 'in-doubt', intent: entry.intent, since: entry.at, because: 'crash' };
    } else if (standing.kind !== 'fresh' && entry.kind === 'tried') {
      standing = certain(entry.fault)
        ? { kind: 'not-sent', intent: standing.intent }
        : { kind: 'in-doubt', intent: standing.intent, since: entry.at, because: 'answer' };
    } else if (standing.kind !== 'fresh' && entry.kind === 'answer') {
      standing = { kind: 'answered', intent: standing.intent, verdict: entry.verdict };
    }
  }
  return standing;
}
