import type { AuditEntryOf } from '../../domain/audit/entry.ts';
import type { EpochMs } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import type { EffectStep, Fit, StepContext } from '../../domain/operation/step.ts';
import type { Mode } from '../../domain/people/access.ts';
import type { CallIds } from '../../domain/ports/call-ids.ts';
import type { Result } from '../../domain/result.ts';
import { standingOf } from '../../domain/run/journal.ts';
import { isStopWanted } from '../../domain/run/signal.ts';
import type { Stop } from '../../domain/window/stop.ts';
import { effectEntry } from './effect-entries.ts';
import { maybeStopped, refused, stopped, unseen, withheld } from './not-begun.ts';
import type { PermittedNow } from './permitted-now.ts';
import type { Session } from './session.ts';
import { type EngineLimits, pause, type StepEnd } from './step-end.ts';
import { whatStands } from './what-stands.ts';

type EffectOutcome = AuditEntryOf<'effect'>['outcome'];
type Heard = Pick<Extract<EffectOutcome, { kind: 'happened' }>, 'found' | 'requests'>;

/** It was seen, and nobody heard the answer. */
const READ_BACK: Heard = { found: 'read-back', requests: [] };

/** Whether a fault proves that the effect didn't happen. */
const certain = (fault: Fault): boolean => ruleFor(fault).effect === 'did-not-happen';

/** One turn at an effect: what is done depends on what the journal knows of earlier turns. */
export interface EffectTurn {
  readonly step: EffectStep<unknown>;
  readonly ctx: StepContext<unknown>;
  readonly session: Session;
  readonly begunAt: number;
  readonly limits: EngineLimits;
  readonly mode: Mode;
  /** Whether the policy of this process lets the run change anything more. */
  readonly permitted: () => PermittedNow;
  /** What stops the run before it changes anything more; a fault: that isn't known. */
  readonly stoppedBy: () => Promise<Result<readonly Stop[], Fault>>;
  /** Whether ECS will hold it, where its approval is asked for only then. */
  readonly held: () => Promise<Fit>;
  readonly callIds: CallIds;
}

/**
 * Makes an outside effect happen once. The intent is in the ledger, and the effect's beginning in the audit, before the call; a call whose outcome isn't
 * known is read back, not repeated; what reading back can't tell is asked of a human.
 */
export async function runEffect(turn: EffectTurn): Promise<StepEnd> {
  const { step, ctx, session } = turn;
  const standing = standingOf(session.journal, step.id, certain);
  switch (standing.kind) {
    case 'fresh':
      return attempt(turn, step.plan(ctx));
    case 'not-sent':
      return attempt(turn, standing.intent);
    case 'in-doubt':
      return readBack(turn, standing);
    case 'answered':
      return standing.verdict === 'did-not-happen'
        ? attempt(turn, standing.intent)
        : trustButLook(turn, standing.intent);
  }
}

/** A write that took longer than this proves nothing about now. */
const STALE_MS = 1_000;

/** `before`: what became of an earlier try, where that is known only now. */
async function attempt(
  turn: EffectTurn,
  intent: unknown,
  before: readonly EffectOutcome[] = [],
): Promise<StepEnd> {
  const { step, ctx, session, limits } = turn;
  if (turn.mode === 'read-only') return refused(turn);
  const stops = await turn.stoppedBy();
  if (!stops.ok) return maybeStopped(turn, stops.fault);
  if (stops.value.length > 0) return stopped(turn, stops.value);
  const permitted = turn.permitted();
  if (permitted !== 'permitted') return withheld(turn, permitted);
  for (const fits of [() => turn.held(), async () => step.fits?.(ctx, intent)]) {
    const fit = (await fits()) ?? { kind: 'fits' };
    if (fit.kind === 'end') return fit;
    if (fit.kind === 'fault') return unseen(turn, fit.fault);
  }
  const begun = session.elapsed();
  const begins = [...before, { kind: 'begun', intent } as const];
  await session.record([{ kind: 'intent', step: step.id, at: session.now(), intent }], {
    step: step.id,
    remark: step.title,
    audit: begins.map((outcome) => effectEntry(step, session, outcome)),
  });
  // Frozen between the two? Then somebody else may have taken the run over, and is looking for this very effect.
  if (session.elapsed() - begun > STALE_MS) await session.assertMine();
  if (isStopWanted(session.signals)) return notSent(turn, session.now(), { kind: 'not-sent' });
  const { value: acted, ids } = await turn.callIds.during(() => step.act(ctx, intent));
  const at = session.now();
  if (acted.kind === 'happened') return happened(turn, at, acted, { found: 'answer', requests: [...ids] });
  logFault(session.log, acted.fault, { step: step.id }, 'the call failed');
  const rule = ruleFor(acted.fault);
  const kind = certain(acted.fault) ? 'failed' : 'unclear';
  await session.record([{ kind: 'tried', step: step.id, at, fault: acted.fault }], {
    audit: [effectEntry(step, session, { kind, fault: acted.fault })],
  });
  if (rule.effect === 'unknown') {
    const text = `${rule.sentence} Looking whether it happened before anything else is done.`;
    return {
      kind: 'again',
      after: limits.retryFrom,
      for: 'timer',
      remark: text,
      events: [{ kind: 'note', at, step: step.id, text }],
    };
  }
  if (rule.retry === 'never') {
    return { kind: 'end', outcome: { kind: 'failed', reason: `${rule.sentence} ${whatStands(session)}` } };
  }
  return {
    kind: 'again',
    after: pause(limits, at - turn.begunAt),
    for: 'timer',
    remark: `${rule.sentence} Trying again.`,
    blind: acted.fault,
    events: [],
  };
}

async function readBack(
  turn: EffectTurn,
  doubt: { readonly intent: unknown; readonly since: number; readonly because: 'crash' | 'answer' },
): Promise<StepEnd> {
  const { step, ctx, session, limits } = turn;
  const back = await step.done(ctx, doubt.intent);
  const at = session.now();
  const waited = at - doubt.since;
  const patience = limits.readBack - waited;
  const lookAgain = (remark: string): StepEnd => ({
    kind: 'again',
    after: Math.max(1, Math.min(pause(limits, waited), patience)),
    for: 'timer',
    remark,
    events: [],
  });
  switch (back.kind) {
    case 'happened':
      return happened(turn, at, back, READ_BACK);
    case 'end':
      return back;
    case 'absent':
      if (patience > 0) return lookAgain('Looking whether the interrupted call reached AWS.');
      // A worker that died may not have sent anything, and reads have had time to show it if it had.
      if (doubt.because === 'crash')
        return isStopWanted(session.signals)
          ? notSent(turn, at, { kind: 'no-trace' })
          : attempt(turn, doubt.intent, [{ kind: 'no-trace' }]);
      return park(turn, doubt.intent, [
        'The call had no clear answer, and no trace of it has appeared since.',
      ]);
    case 'unclear':
      if (patience > 0) return lookAgain('Looking whether the interrupted call reached AWS.');
      return park(turn, doubt.intent, back.evidence);
    case 'fault': {
      const rule = ruleFor(back.fault);
      logFault(session.log, back.fault, { step: step.id }, 'reading back failed');
      if (rule.retry === 'never') return park(turn, doubt.intent, [rule.sentence]);
      const after = pause(limits, waited);
      const remark = `${rule.sentence} Trying again.`;
      return { kind: 'again', after, for: 'timer', remark, blind: back.fault, events: [] };
    }
  }
}

/** Writes down that nothing was sent, so that the wish to cancel finds a safe point. */
async function notSent({ step, session }: EffectTurn, at: EpochMs, outcome: EffectOutcome): Promise<StepEnd> {
  const fault: Fault = {
    kind: 'unreachable',
    call: step.call ?? step.id,
    detail: 'nothing was sent',
  };
  await session.record([{ kind: 'tried', step: step.id, at, fault }], {
    audit: [effectEntry(step, session, outcome)],
  });
  return { kind: 'again', after: 0, for: 'timer', remark: 'Nothing was sent.', events: [] };
}

/** A human says that it happened. Its output is still read from the world, never made up. */
async function trustButLook(turn: EffectTurn, intent: unknown): Promise<StepEnd> {
  const { step, ctx, session } = turn;
  const back = await step.done(ctx, intent);
  const at = session.now();
  switch (back.kind) {
    case 'happened':
      return happened(turn, at, back, READ_BACK);
    case 'end':
      return back;
    case 'absent':
    case 'unclear': {
      const reason = 'You said that it happened, but ECS shows nothing that can be followed.';
      return { kind: 'end', outcome: { kind: 'gave-up', reason } };
    }
    case 'fault': {
      const rule = ruleFor(back.fault);
      logFault(session.log, back.fault, { step: step.id }, 'reading back failed');
      if (rule.retry === 'never') return { kind: 'end', outcome: { kind: 'gave-up', reason: rule.sentence } };
      const after = pause(turn.limits, at - turn.begunAt);
      return { kind: 'again', after, for: 'timer', remark: `${rule.sentence} Trying again.`, events: [] };
    }
  }
}

/** The step is over, and its effect is told. */
const happened = (
  { step, session }: EffectTurn,
  at: EpochMs,
  { output, effect }: { readonly output: unknown; readonly effect: string },
  how: Heard,
): StepEnd => ({
  kind: 'next',
  output,
  events: [{ kind: 'effect', at, step: step.id, text: effect }],
  audit: [effectEntry(step, session, { kind: 'happened', effect, ...how })],
});

function park({ step, ctx }: EffectTurn, intent: unknown, evidence: readonly string[]): StepEnd {
  return { kind: 'park', question: step.question(ctx, intent), evidence, commands: step.byHand(ctx) };
}

/** Whether the effect of a step may have happened without being known. Its limit then parks instead of ending. */
export function isInDoubt(
  turn: Pick<EffectTurn, 'step' | 'session'>,
): { readonly intent: unknown } | undefined {
  const standing = standingOf(turn.session.journal, turn.step.id, certain);
  return standing.kind === 'in-doubt' ? { intent: standing.intent } : undefined;
}
