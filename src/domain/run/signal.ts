import { z } from 'zod';
import { Decision } from '../approval/decision.ts';

/** Absent where nothing is signed (run/signed.ts). */
const signature = z.string().exactOptional();
const from = { at: z.number(), team: z.string(), user: z.string(), signature };

/** What a run is sent. Kept in its inbox, oldest first; an observation of a watcher only wakes the run. */
export const Signal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancel'), ...from }),
  /** An answer to the question of that key, while it was open. */
  z.object({ kind: z.literal('answer'), ...from, question: z.string(), answer: z.string() }),
  /** A decision on what the run is about to do. */
  Decision.extend({ kind: z.literal('decision'), signature }),
  /** Another run takes the target over: `by` is its number, `operation` what it does. */
  z.object({ kind: z.literal('yield'), at: z.number(), by: z.number(), operation: z.string() }),
]);
export type Signal = z.infer<typeof Signal>;

type SignalOf<K extends Signal['kind']> = Extract<Signal, { readonly kind: K }>;

/** Who asked first for the run to be cancelled. */
export const cancelOf = (signals: readonly Signal[]): SignalOf<'cancel'> | undefined =>
  signals.find((signal) => signal.kind === 'cancel');

/** Which run asked first to take the target over. */
export const yieldOf = (signals: readonly Signal[]): SignalOf<'yield'> | undefined =>
  signals.find((signal) => signal.kind === 'yield');

/** The first answer to a question. */
export const answerOf = (signals: readonly Signal[], question: string): SignalOf<'answer'> | undefined =>
  signals.find(
    (signal): signal is SignalOf<'answer'> => signal.kind === 'answer' && signal.question === question,
  );

/** All answers to a question, and to those that were asked in its place: their keys begin with its own. */
export const answersTo = (signals: readonly Signal[], question: string): readonly string[] =>
  signals.flatMap((signal) =>
    signal.kind === 'answer' && (signal.question === question || signal.question.startsWith(`${question}-`))
      ? [signal.answer]
      : [],
  );

/** What people have decided on what the run is about to do, oldest first. */
export const decisionsIn = (signals: readonly Signal[]): readonly Decision[] =>
  signals.filter((signal) => signal.kind === 'decision');

/** Whether somebody wants the run to stop at its next safe point: a person, or a run that takes over. */
export const isStopWanted = (signals: readonly Signal[]): boolean =>
  cancelOf(signals) !== undefined || yieldOf(signals) !== undefined;
