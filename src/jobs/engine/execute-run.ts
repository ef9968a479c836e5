import type { DurationMs } from '../../domain/clock.ts';
import type { RunId, StepId } from '../../domain/ids.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Step } from '../../domain/operation/step.ts';
import { noCallIds } from '../../domain/ports/call-ids.ts';
import { deadlineOf, outputOf } from '../../domain/run/journal.ts';
import type { WaitReason } from '../../domain/run/state.ts';
import { approvalGate, type Gate } from './approval-gate.ts';
import type { Awaiting } from './asking.ts';
import { contextOf } from './context.ts';
import { crossHook } from './cross-hook.ts';
import { doneAlone } from './done-alone.ts';
import { isInDoubt, runEffect } from './effect.ts';
import type { EngineParts, TurnEnd } from './engine-parts.ts';
import { firstBlind } from './first-blind.ts';
import { holdsThatStop } from './holds-that-stop.ts';
import { runLook } from './look.ts';
import { meetForgery } from './meet-forgery.ts';
import { permittedNow } from './permitted-now.ts';
import { stoppedHere, takenOver } from './safe-point.ts';
import { Fenced, Session } from './session.ts';
import type { StepEnd, WaitAgain } from './step-end.ts';
import { stillHeld } from './still-held.ts';
import { meetHolder } from './take-over.ts';
import { neverHeld, unapproved } from './unapproved.ts';
import { whatStands } from './what-stands.ts';

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

  const reviewOf = (one: Session) => doneAlone(parts, operation, one);
  const session = new Session(ledger, claimed.claim, { ...parts, reviewOf });
  const release = parts.onClaim(id, claimed.claim.epoch);
  try {
    const untrusted = await meetForgery(parts, session, claimed.claim);
    if (untrusted) return untrusted;
    if (claimed.kind === 'held') return await meetHolder(parts, operation, session, claimed.by);
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
    if (step.when !== 'always' && !step.when(contextOf(parts, session, step))) continue;
    while (outputOf(session.journal, step.id) === undefined) {
      const left = await takeStep(parts, operation, step, session, stop);
      if (left) return left;
    }
  }
  await session.end({ kind: 'succeeded', summary: 'all steps are done' });
  return { kind: 'over' };
}

/**
 * One turn at a step. Undefined: go on, with the next step or with a signal that has come meanwhile. `shown` is the step
 * that people see it at: an errand's is the one that sent it.
 */
async function takeStep(
  parts: EngineParts,
  operation: Operation,
  step: Step<unknown>,
  session: Session,
  stop: AbortSignal,
  shown: Step<unknown> = step,
): Promise<TurnEnd | undefined> {
  const stopped = stoppedHere(operation, step, session);
  if (stopped) {
    await session.end(stopped);
    return { kind: 'over' };
  }
  // A stopping worker hands over between turns: the next one continues from the journal.
  if (stop.aborted) return wait(session, shown, { after: 0, for: 'timer', detail: {} });
  const gate = await approvalGate(parts, operation, step, session);
  if (gate.kind !== 'open') return atGate(session, shown, gate);
  if (deadlineOf(session.journal, step.id) === undefined) {
    const at = session.now();
    const begun = { kind: 'begun', step: step.id, at, deadline: at + step.limit(parts.pace) } as const;
    session.log.info({ step: step.id }, 'step begun');
    await session.record([begun], {
      step: shown.id,
      remark: step.title,
      ...leftOutBefore(operation, shown, session),
    });
  }
  const end = await takeTurn(parts, operation, step, session);
  switch (end.kind) {
    case 'next': {
      const done = { kind: 'done', step: step.id, at: session.now(), output: end.output } as const;
      const alone = neverHeld(parts, operation, step, session);
      await session.record([...(alone?.journal ?? []), done], {
        events: [...(alone?.events ?? []), ...end.events],
        ...(end.progress ? { progress: end.progress } : {}),
        audit: [...(alone?.audit ?? []), ...(end.audit ?? [])],
        ...closing(session),
      });
      return undefined;
    }
    case 'do':
      // Reads lag: what was done already isn't done again.
      if (outputOf(session.journal, end.errand.id) !== undefined) {
        const detail = { remark: end.errand.title };
        return wait(session, shown, { after: parts.limits.retryFrom, for: 'timer', detail });
      }
      return takeStep(parts, operation, end.errand, session, stop, shown);
    case 'again':
      return waitAgain(parts, session, step, shown, end);
    case 'cross': {
      const crossed = await crossHook(parts, operation, step, session, end.crossing);
      switch (crossed.kind) {
        case 'turn':
          return undefined;
        case 'do':
          return takeStep(parts, operation, crossed.errand, session, stop, shown);
        case 'wait':
          return waitAgain(parts, session, step, shown, end.meanwhile, crossed.more);
        case 'end':
          await session.end(crossed.outcome);
          return { kind: 'over' };
      }
      break;
    }
    case 'passed': {
      const { journal, ...told } = unapproved(session, end.id, end.how);
      await session.record(journal, { ...told, ...closing(session) });
      return undefined;
    }
    case 'end':
      await session.end(end.outcome, {
        ...(end.progress ? { progress: end.progress } : {}),
        ...(end.events ? { events: end.events } : {}),
      });
      return { kind: 'over' };
    case 'park': {
      // Whoever takes over looks at what runs: there is nothing left to ask.
      const taken = takenOver(session, `It isn't known: ${end.question} What runs shows it.`);
      if (taken) await session.end(taken);
      else await session.park(step.id, end);
      return { kind: 'over' };
    }
  }
}

/** Gives the run back until later; `more`: what it waits for besides, such as other people's consent. */
function waitAgain(
  parts: EngineParts,
  session: Session,
  step: Step<unknown>,
  shown: Step<unknown>,
  end: WaitAgain,
  more: Partial<Awaiting> = {},
): Promise<TurnEnd | undefined> {
  const { progress, watch } = end;
  const question = more.question ?? end.question;
  const after = Math.min(end.after, more.after ?? end.after);
  const blind = firstBlind(contextOf(parts, session, step), step, session, end.blind);
  const detail = {
    remark: more.remark ?? end.remark,
    events: [...end.events, ...blind.events, ...(more.events ?? [])],
    journal: [...blind.journal, ...(more.journal ?? [])],
    ...(progress ? { progress } : {}),
    ...(watch ? { watch } : {}),
    ...(question ? { question } : closing(session)),
  };
  return wait(session, shown, { after, for: question?.approval ? 'approval' : end.for, detail });
}

/** Waits for other people's consent, or ends without it. */
async function atGate(
  session: Session,
  shown: Step<unknown>,
  gate: Exclude<Gate, { kind: 'open' }>,
): Promise<TurnEnd | undefined> {
  switch (gate.kind) {
    case 'turn':
      return undefined;
    case 'wait': {
      const { after, remark, question, events, journal } = gate;
      const detail = { remark, events, journal, ...(question ? { question } : closing(session)) };
      return wait(session, shown, { after, for: question ? 'approval' : 'timer', detail });
    }
    case 'end':
      if (gate.when === 'now') await session.end(gate.outcome);
      else if ((await session.endUnlessNews(gate.outcome)) === 'unread') return undefined;
      return { kind: 'over' };
  }
}

/** The steps before this one that weren't needed, where that isn't written yet. */
function leftOutBefore(
  { steps }: Operation,
  step: Step<unknown>,
  { journal, run }: Session,
): { readonly leftOut?: readonly StepId[] } {
  const before = steps.slice(
    0,
    steps.findIndex(({ id }) => id === step.id),
  );
  const leftOut = before.filter(({ id }) => outputOf(journal, id) === undefined).map(({ id }) => id);
  return leftOut.length === (run.leftOut ?? []).length ? {} : { leftOut };
}

/** What a run asked is answered, or isn't asked any more. */
const closing = ({ run }: Session): { readonly question?: 'none' } =>
  run.question ? { question: 'none' } : {};

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

function takeTurn(
  parts: EngineParts,
  operation: Operation,
  step: Step<unknown>,
  session: Session,
): Promise<StepEnd> {
  const { limits, mode } = parts;
  const ctx = contextOf(parts, session, step);
  const { begunAt } = ctx;
  const late = session.now() >= (deadlineOf(session.journal, step.id) ?? Number.POSITIVE_INFINITY);
  if (step.kind === 'look') {
    return late
      ? Promise.resolve({ kind: 'end', outcome: step.onLimit(ctx) })
      : runLook(step, ctx, begunAt, limits, session.log, whatStands(session));
  }
  const { gates } = parts;
  const { holds } = parts.ports;
  const stoppedBy = () => holdsThatStop(operation, session, { holds, gates });
  const held = () => stillHeld(parts, operation, step, session);
  const permitted = () => permittedNow(operation, session, parts);
  const callIds = parts.callIds ?? noCallIds;
  const turn = { step, ctx, session, begunAt, limits, mode, stoppedBy, held, permitted, callIds };
  if (!late) return runEffect(turn);
  const doubt = isInDoubt({ step, session });
  return Promise.resolve(
    doubt
      ? {
          kind: 'park',
          question: step.question(ctx, doubt.intent),
          evidence: ['The time for finding out is over.'],
          commands: step.byHand(ctx),
        }
      : { kind: 'end', outcome: step.onLimit(ctx) },
  );
}
