import type { Clock, DurationMs, Monotonic } from '../../domain/clock.ts';
import { hash, type RunId } from '../../domain/ids.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { OutputOf, Pace, Step, StepContext } from '../../domain/operation/step.ts';
import type { Mode } from '../../domain/people/access.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Ports } from '../../domain/ports/ports.ts';
import { deadlineOf, entriesOf, outputOf } from '../../domain/run/journal.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Run } from '../../domain/run/run.ts';
import { cancelOf } from '../../domain/run/signal.ts';
import type { WaitReason } from '../../domain/run/state.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isInDoubt, runEffect, whatStands } from './effect.ts';
import { holdsThatStop } from './holds-that-stop.ts';
import { runLook } from './look.ts';
import { Fenced, Session } from './session.ts';
import type { EngineLimits, StepEnd } from './step-end.ts';

/** What the loop works with. */
export interface EngineParts {
  readonly ledger: Ledger;
  /** The operation in the version that a run started with, if this build knows it. */
  readonly operationOf: (run: Run) => Operation | undefined;
  readonly ports: Ports;
  /** In `read-only` no effect is begun, even of a run that was accepted before; reads go on. */
  readonly mode: Mode;
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  readonly log: Log;
  readonly limits: EngineLimits;
  readonly pace: Pace;
  /** How long a claimed run may be silent. */
  readonly lease: DurationMs;
  /** Told when a claim begins and ends, so that the caller can keep the lease. */
  readonly onClaim: (id: RunId, epoch: number) => () => void;
}

/** What became of one turn at a run. */
export type TurnEnd =
  /** Ended, parked, or not ours to touch. */
  | { readonly kind: 'over' }
  /** Come back later; the run's state is stored. */
  | { readonly kind: 'later'; readonly inMs: DurationMs }
  /** Somebody else has claimed the run: nothing more was written. */
  | { readonly kind: 'fenced' };

/** How long a run whose version is unknown here is left to other workers before this one is offered it again. */
const LEAVE_TO_OTHERS_MS = 5_000;

/**
 * Takes a run as far as it can go without waiting, from its last journalled step. Safe to call at any time, any
 * number of times, from any number of processes: the claim's epoch lets one of them write.
 * Throws only where the ledger can't be reached.
 */
export async function executeRun(parts: EngineParts, id: RunId, stop: AbortSignal): Promise<TurnEnd> {
  const { ledger } = parts;
  const known = await ledger.peek(id);
  if (!known) return { kind: 'over' };
  const operation = parts.operationOf(known);
  if (!operation) return { kind: 'later', inMs: LEAVE_TO_OTHERS_MS };

  const claimed = await ledger.claim(id);
  if (claimed.kind === 'closed') return { kind: 'over' };
  if (claimed.kind === 'early') return { kind: 'later', inMs: claimed.inMs };

  const session = new Session(ledger, claimed.claim, parts);
  const release = parts.onClaim(id, claimed.claim.epoch);
  try {
    if (claimed.kind === 'held') {
      const holder = claimed.by
        ? `${hash(claimed.by.number)} (${claimed.by.request.operation})`
        : 'another run';
      await session.end({
        kind: 'rejected',
        reason: `${holder} holds the service. Try again when it's over.`,
      });
      return { kind: 'over' };
    }
    return await runSteps(parts, operation, session, stop);
  } catch (error) {
    if (!(error instanceof Fenced)) throw error;
    session.log.warn({}, 'another worker took the run over; this one stopped');
    return { kind: 'fenced' };
  } finally {
    release();
  }
}

async function runSteps(
  parts: EngineParts,
  operation: Operation,
  session: Session,
  stop: AbortSignal,
): Promise<TurnEnd> {
  for (const step of operation.steps) {
    while (outputOf(session.journal, step.id) === undefined) {
      const left = await takeStep(parts, operation, step, session, stop);
      if (left) return left;
    }
  }
  await session.end({ kind: 'succeeded', summary: 'all steps are done' });
  return { kind: 'over' };
}

/** One turn at a step. Undefined: go on, with the next step or with a signal that has come meanwhile. */
async function takeStep(
  parts: EngineParts,
  operation: Operation,
  step: Step<unknown>,
  session: Session,
  stop: AbortSignal,
): Promise<TurnEnd | undefined> {
  const cancel = cancelOf(session.signals);
  if (cancel && isSafePoint(step, session)) {
    await session.end(cancelled(operation, session, cancel));
    return { kind: 'over' };
  }
  // A stopping worker hands over between turns: the next one continues from the journal.
  if (stop.aborted) return wait(session, step, { after: 0, for: 'timer', detail: {} });
  if (deadlineOf(session.journal, step.id) === undefined) {
    const at = session.now();
    const begun = { kind: 'begun', step: step.id, at, deadline: at + step.limit(parts.pace) } as const;
    session.log.info({ step: step.id }, 'step begun');
    await session.record([begun], { step: step.id, remark: step.title });
  }
  const end = await takeTurn(parts, operation, step, session);
  switch (end.kind) {
    case 'next': {
      const done = { kind: 'done', step: step.id, at: session.now(), output: end.output } as const;
      await session.record([done], { events: end.events });
      return undefined;
    }
    case 'again': {
      const { after, for: reason, remark, progress, watch, events } = end;
      const detail = { remark, events, ...(progress ? { progress } : {}), ...(watch ? { watch } : {}) };
      return wait(session, step, { after, for: reason, detail });
    }
    case 'end':
      await session.end(end.outcome, {
        ...(end.progress ? { progress: end.progress } : {}),
        ...(end.events ? { events: end.events } : {}),
      });
      return { kind: 'over' };
    case 'park':
      await session.park(step.id, end.question, end.evidence);
      return { kind: 'over' };
  }
}

async function wait(
  session: Session,
  step: Step<unknown>,
  {
    after,
    for: reason,
    detail,
  }: { after: DurationMs; for: WaitReason; detail: Parameters<Session['wait']>[3] },
): Promise<TurnEnd | undefined> {
  const waiting = await session.wait(step.id, after, reason, detail);
  return waiting === 'waiting' ? { kind: 'later', inMs: after } : undefined;
}

/** A run may be cancelled unless an effect of it may have happened without being known. */
const isSafePoint = (step: Step<unknown>, session: Session): boolean =>
  step.kind === 'look' || isInDoubt({ step, session }) === undefined;

function cancelled({ spec, steps }: Operation, session: Session, by: { readonly user: string }): Outcome {
  const done = steps.filter(
    (step) => step.kind === 'effect' && outputOf(session.journal, step.id) !== undefined,
  );
  const isPrepared = done.every((step) => step.kind === 'effect' && step.does === 'preparation');
  const prepared = 'What was prepared stays, and nothing uses it.';
  const what = done.length === 0 ? 'Nothing was changed.' : isPrepared ? prepared : `${spec.goesOn}.`;
  return { kind: 'cancelled', reason: `<@${by.user}> cancelled it. ${what}` };
}

function takeTurn(
  parts: EngineParts,
  operation: Operation,
  step: Step<unknown>,
  session: Session,
): Promise<StepEnd> {
  const { limits, mode } = parts;
  const ctx = contextOf(parts, session);
  const begunAt = entriesOf(session.journal, step.id)[0]?.at ?? session.now();
  const late = session.now() >= (deadlineOf(session.journal, step.id) ?? Number.POSITIVE_INFINITY);
  if (step.kind === 'look') {
    return late
      ? Promise.resolve({ kind: 'end', outcome: step.onLimit(ctx) })
      : runLook(step, ctx, begunAt, limits, session.log, whatStands(session));
  }
  const stoppedBy = () => holdsThatStop(operation, session, parts.ports.holds);
  if (!late) return runEffect({ step, ctx, session, begunAt, limits, mode, stoppedBy });
  const doubt = isInDoubt({ step, session });
  return Promise.resolve(
    doubt
      ? {
          kind: 'park',
          question: step.question(ctx, doubt.intent),
          evidence: ['The time for finding out is over.'],
        }
      : { kind: 'end', outcome: step.onLimit(ctx) },
  );
}

function contextOf(parts: EngineParts, session: Session): StepContext<unknown> {
  const { run } = session;
  return {
    run,
    input: run.request.input,
    target: run.request.target,
    ports: parts.ports,
    clock: parts.clock,
    pace: parts.pace,
    output<O>(step: OutputOf<O>): O {
      const found = outputOf(session.journal, step.id);
      if (!found)
        throw new Error(`step "${step.id}" has no output yet: it must come earlier in the operation`);
      return step.output.parse(found.output);
    },
  };
}
