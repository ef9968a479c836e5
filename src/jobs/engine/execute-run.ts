import type { Clock, DurationMs } from '../../domain/clock.ts';
import { hash, type RunId } from '../../domain/ids.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { OutputOf, Pace, Step, StepContext } from '../../domain/operation/step.ts';
import type { Ports } from '../../domain/ports/ports.ts';
import { deadlineOf, entriesOf, outputOf } from '../../domain/run/journal.ts';
import type { Run } from '../../domain/run/run.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isInDoubt, runEffect } from './effect.ts';
import { runLook } from './look.ts';
import { Fenced, Session } from './session.ts';
import type { EngineLimits, StepEnd } from './step-end.ts';

/** What the loop works with. */
export interface EngineParts {
  readonly ledger: Ledger;
  /** The operation in the version that a run started with, if this build knows it. */
  readonly operationOf: (run: Run) => Operation | undefined;
  readonly ports: Ports;
  readonly clock: Clock;
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
  const { ledger, clock } = parts;
  const known = await ledger.peek(id);
  if (!known) return { kind: 'over' };
  const operation = parts.operationOf(known);
  if (!operation) return { kind: 'later', inMs: LEAVE_TO_OTHERS_MS };

  const claimed = await ledger.claim(id);
  if (claimed.kind === 'closed') return { kind: 'over' };
  if (claimed.kind === 'early') return { kind: 'later', inMs: claimed.inMs };

  const session = new Session(ledger, claimed.claim, clock, parts.lease);
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
    if (error instanceof Fenced) return { kind: 'fenced' };
    throw error;
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
    if (outputOf(session.journal, step.id)) continue;
    // A stopping worker hands over between steps: the next one continues from the journal.
    if (stop.aborted) return handOver(session, step);
    if (deadlineOf(session.journal, step.id) === undefined) {
      const at = session.now();
      await session.record([{ kind: 'begun', step: step.id, at, deadline: at + step.limit(parts.pace) }], {
        step: step.id,
        remark: step.title,
      });
    }
    const end = await takeTurn(parts, step, session);
    switch (end.kind) {
      case 'next':
        await session.record([{ kind: 'done', step: step.id, at: session.now(), output: end.output }], {
          events: end.events,
        });
        break;
      case 'again': {
        const { after, for: reason, remark, progress, events } = end;
        await session.wait(step.id, after, reason, { remark, events, ...(progress ? { progress } : {}) });
        return { kind: 'later', inMs: after };
      }
      case 'end':
        await session.end(end.outcome, end.progress ? { progress: end.progress } : {});
        return { kind: 'over' };
      case 'park':
        await session.park(step.id, end.question, end.evidence);
        return { kind: 'over' };
    }
  }
  await session.end({ kind: 'succeeded', summary: 'all steps are done' });
  return { kind: 'over' };
}

async function handOver(session: Session, step: Step<unknown>): Promise<TurnEnd> {
  await session.wait(step.id, 0, 'timer', {});
  return { kind: 'later', inMs: 0 };
}

function takeTurn(parts: EngineParts, step: Step<unknown>, session: Session): Promise<StepEnd> {
  const { limits } = parts;
  const ctx = contextOf(parts, session);
  const begunAt = entriesOf(session.journal, step.id)[0]?.at ?? session.now();
  const late = session.now() >= (deadlineOf(session.journal, step.id) ?? Number.POSITIVE_INFINITY);
  if (step.kind === 'look') {
    return late
      ? Promise.resolve({ kind: 'end', outcome: step.onLimit(ctx) })
      : runLook(step, ctx, begunAt, limits);
  }
  if (!late) return runEffect({ step, ctx, session, begunAt, limits });
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
