import type { Decided } from '../../domain/approval/change.ts';
import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import type { WhyBack } from '../../domain/operation/crossing.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Crossing, EffectStep, Step } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { answerOf, answersTo, decisionsIn } from '../../domain/run/signal.ts';
import {
  type AskedEntry,
  type Awaiting,
  askConsent,
  awaitConsent,
  consentQuestion,
  lengthWords,
  rejectedWords,
  undecidedWords,
} from './asking.ts';
import { contextOf } from './context.ts';
import { type DueAtHook, dueAtHook } from './due-at-hook.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Session } from './session.ts';

/** How a run goes on at a PAUSE hook. */
export type Crossed =
  /** ECS is told. */
  | { readonly kind: 'do'; readonly errand: EffectStep<unknown> }
  /** Something was written: look again, with what is known now. */
  | { readonly kind: 'turn' }
  | { readonly kind: 'wait'; readonly more: Partial<Awaiting> }
  | { readonly kind: 'end'; readonly outcome: Outcome };

type Parts = Pick<EngineParts, 'consents' | 'ports' | 'clock' | 'pace' | 'policy' | 'limits'>;

/**
 * Decides how a run goes on while ECS holds at a hook what it has begun. Somebody who may resume can have it rolled back at any
 * time; going on takes the consent that the policy of this process wants, to exactly what waits there. Without consent in
 * time it is rolled back. What a run remembers of having begun to tell ECS isn't signed, and so is no consent.
 */
export async function crossHook(
  parts: Parts,
  operation: Operation,
  step: Step<unknown>,
  session: Session,
  crossing: Crossing<unknown>,
): Promise<Crossed> {
  const { go, question } = crossing;
  const due = dueAtHook(parts, operation, step, session);
  if (answersTo(session.signals, question.key).includes('back')) return back(crossing);
  if (!due) {
    const isToldToGo = answerOf(session.signals, question.key)?.answer === 'continue';
    return isToldToGo ? { kind: 'do', errand: go } : { kind: 'wait', more: { question } };
  }
  const asked = session.journal.findLast((entry) => entry.kind === 'asked' && entry.step === go.id);
  if (asked?.kind !== 'asked') return askThere(parts, step, session, crossing, due, undefined);
  const { consents } = parts;
  const standing = consents.standing(
    consentQuestion(consents, session, asked, due.requirement),
    decisionsIn(session.signals),
  );
  switch (standing.kind) {
    case 'rejected':
      return back(crossing, { by: 'hand', reason: rejectedWords(standing.by) });
    case 'open': {
      if (session.now() > asked.until) return expire(session, crossing, asked);
      const key = `${question.key}-${asked.subject.slice(0, 8)}`;
      const choices = question.choices.filter(({ answer }) => answer === 'back');
      const { requirement } = due;
      const more = awaitConsent(consents, session, asked, requirement, standing.by, { key, choices });
      return { kind: 'wait', more };
    }
    case 'approved':
    case 'broken-glass': {
      const last = standing.kind === 'approved' ? standing.by.at(-1) : standing.by;
      if (session.now() > (last?.at ?? 0) + consents.length) {
        const reason = `It was approved, but ECS couldn't be told within ${lengthWords(consents.length)}.`;
        return back(crossing, { by: 'hook', reason });
      }
      return goOn(parts, step, session, crossing, due, asked);
    }
  }
}

/** Told to go on with a last look at what waits there before each try. Where it is gone, ECS itself says so. */
const guarded = ({ go, see }: Crossing<unknown>): EffectStep<unknown> => ({
  ...go,
  async fits(ctx) {
    const seen = await see(ctx);
    return seen.kind === 'end' || seen.kind === 'fault' ? seen : { kind: 'fits' };
  },
});

const back = ({ back: errand }: Crossing<unknown>, why?: WhyBack): Crossed => ({
  kind: 'do',
  errand: errand(why),
});

/** Nobody decided in time. A decision that has come meanwhile goes before. */
async function expire(session: Session, crossing: Crossing<unknown>, asked: AskedEntry): Promise<Crossed> {
  if (session.run.question && (await session.closeQuestion()) === 'unread') return { kind: 'turn' };
  return back(crossing, { by: 'hook', reason: undecidedWords(asked) });
}

/** It is approved: is what waits there still what was approved? */
async function goOn(
  parts: Parts,
  step: Step<unknown>,
  session: Session,
  crossing: Crossing<unknown>,
  due: DueAtHook,
  asked: AskedEntry,
): Promise<Crossed> {
  const seen = await look(parts, step, session, crossing, due);
  if (seen.kind === 'crossed') return seen.crossed;
  const isSame = parts.consents.subject(session.run.request, seen.decided) === asked.subject;
  return isSame
    ? { kind: 'do', errand: guarded(crossing) }
    : ask(parts, session, crossing, due, seen.decided, asked);
}

/** Asks for consent to what waits there. */
async function askThere(
  parts: Parts,
  step: Step<unknown>,
  session: Session,
  crossing: Crossing<unknown>,
  due: DueAtHook,
  before: AskedEntry | undefined,
): Promise<Crossed> {
  const seen = await look(parts, step, session, crossing, due);
  return seen.kind === 'crossed' ? seen.crossed : ask(parts, session, crossing, due, seen.decided, before);
}

async function ask(
  { consents }: Parts,
  session: Session,
  { go, hook }: Crossing<unknown>,
  { requirement }: DueAtHook,
  decided: Decided,
  before: AskedEntry | undefined,
): Promise<Crossed> {
  const subject = consents.subject(session.run.request, decided);
  const until = untilWhen(hook.expiresAt, session.now(), consents.length);
  await askConsent(consents, session, go.id, { subject, decided, requirement, until, hook }, before);
  return { kind: 'turn' };
}

/** So long before ECS goes on by itself it must be told at the latest. */
const AHEAD_MS = 30_000;

/** Until when a decision counts: as long as always, but no longer than ECS waits, with time left to tell it. */
function untilWhen(expiresAt: EpochMs | undefined, now: EpochMs, length: DurationMs): EpochMs {
  if (expiresAt === undefined) return now + length;
  const left = Math.max(0, expiresAt - now);
  return now + Math.min(length, Math.round(left - Math.min(AHEAD_MS, left / 10)));
}

type Look =
  | { readonly kind: 'seen'; readonly decided: Decided }
  | { readonly kind: 'crossed'; readonly crossed: Crossed };

/** What there is to decide on, as ECS says now. */
async function look(
  parts: Parts,
  step: Step<unknown>,
  session: Session,
  { see }: Crossing<unknown>,
  { decided }: DueAtHook,
): Promise<Look> {
  const crossed = (one: Crossed): Look => ({ kind: 'crossed', crossed: one });
  const seen = await see(contextOf(parts, session, step));
  switch (seen.kind) {
    case 'waits':
      return { kind: 'seen', decided: { ...decided, rows: [...decided.rows, ...seen.rows] } };
    case 'gone':
      return crossed({ kind: 'wait', more: { remark: 'ECS goes on', after: parts.limits.retryFrom } });
    case 'end':
      return crossed({ kind: 'end', outcome: seen.outcome });
    case 'fault': {
      const { sentence } = ruleFor(seen.fault);
      logFault(session.log, seen.fault, { step: step.id }, 'what waits at a hook could not be read');
      const remark = `${sentence} ECS waits at its PAUSE hook; trying again.`;
      return crossed({ kind: 'wait', more: { remark, after: parts.limits.retryFrom } });
    }
  }
}
