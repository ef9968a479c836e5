import type { Requirement } from '../../domain/approval/approval-rule.ts';
import type { ApprovalStanding } from '../../domain/approval/standing.ts';
import { type DurationMs, minutes } from '../../domain/clock.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Step } from '../../domain/operation/step.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { JournalEntry } from '../../domain/run/journal.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { EarlyReason, Question } from '../../domain/run/question.ts';
import { decisionsIn } from '../../domain/run/signal.ts';
import {
  type AskedEntry,
  askConsent,
  awaitConsent,
  consentQuestion,
  lengthWords,
  rejectedWords,
  undecidedWords,
} from './asking.ts';
import { contextOf } from './context.ts';
import type { EngineParts } from './engine-parts.ts';
import { hasChanged } from './has-changed.ts';
import { lookAnew } from './look-anew.ts';
import type { Session } from './session.ts';

/** What stands before an effect. */
export type Gate =
  | { readonly kind: 'open' }
  /** Something was written: look again at the same step, with what is known now. */
  | { readonly kind: 'turn' }
  | {
      readonly kind: 'wait';
      readonly after: DurationMs;
      readonly remark: string;
      readonly question?: Question;
      readonly events: readonly RunEvent[];
      readonly journal: readonly JournalEntry[];
    }
  /** `unless-news`: a decision that has come meanwhile goes before. */
  | { readonly kind: 'end'; readonly outcome: Outcome; readonly when: 'now' | 'unless-news' };

type Parts = Pick<EngineParts, 'consents' | 'ports' | 'clock' | 'pace' | 'policy' | 'limits'>;

const OPEN: Gate = { kind: 'open' };

/** What was seen so recently counts as what is. */
const FRESH_MS = minutes(1);

/**
 * Keeps a run from its first change until as many people have consented as the policy of this process wants, to exactly
 * what the run is about to do. Then what it rests on is looked at again: where that gives something else, the consent is void
 * and asked for anew. A run that has changed something goes on, since stopping halfway would be worse.
 */
export async function approvalGate(
  parts: Parts,
  operation: Operation,
  step: Step<unknown>,
  session: Session,
): Promise<Gate> {
  if (step.kind !== 'effect' || hasChanged(operation, session)) return OPEN;
  const { consents } = parts;
  const { request } = session.run;
  const ctx = contextOf(parts, session, step);
  const decided = operation.decides(ctx);
  const requirement = consents.requirement(request, decided.change);
  if (!requirement) return OPEN;
  const early = requirement.at === 'hook' ? (operation.held?.seen(ctx) ?? 'no-deployment') : undefined;
  if (early === 'holds') return deferred(session, step);
  const subject = consents.subject(request, decided);
  const asked = session.journal.findLast((entry) => entry.kind === 'asked');
  if (asked?.subject !== subject) {
    const until = session.now() + consents.length;
    const wanted = { subject, decided, requirement, until, ...(early ? { early } : {}) };
    await askConsent(consents, session, step.id, wanted, asked);
    return { kind: 'turn' };
  }
  const question = consentQuestion(consents, session, asked, requirement);
  const standing = consents.standing(question, decisionsIn(session.signals));
  switch (standing.kind) {
    case 'rejected':
      return {
        kind: 'end',
        outcome: { kind: 'rejected', reason: `${rejectedWords(standing.by)} Nothing was changed.` },
        when: 'now',
      };
    case 'open':
      return openGate(parts, session, asked, requirement, standing, early);
    case 'approved':
    case 'broken-glass':
      return approvedGate(parts, operation, session, step, asked, standing);
  }
}

/** ECS holds what is begun: it is asked for there. Said once. */
async function deferred(session: Session, step: Step<unknown>): Promise<Gate> {
  if (session.journal.some(({ kind }) => kind === 'deferred')) return OPEN;
  const at = session.now();
  const text = 'It begins, and ECS holds it at a PAUSE hook: the approval is asked for there.';
  await session.record([{ kind: 'deferred', step: step.id, at }], {
    events: [{ kind: 'note', at, step: step.id, text }],
  });
  return OPEN;
}

/** Waits for the people, reminds them, and ends when the time is over. */
function openGate(
  { consents }: Parts,
  session: Session,
  asked: AskedEntry,
  requirement: Requirement,
  { by }: Extract<ApprovalStanding, { kind: 'open' }>,
  early: EarlyReason | undefined,
): Gate {
  if (session.now() > asked.until) {
    const reason = `${undecidedWords(asked)} Nothing was changed.`;
    return { kind: 'end', outcome: { kind: 'expired', reason }, when: 'unless-news' };
  }
  const key = `approval-${asked.subject}`;
  const rules = { key, ...(early ? { early } : {}) };
  return { kind: 'wait', ...awaitConsent(consents, session, asked, requirement, by, rules) };
}

/** It is approved: is it still the same that it would do? */
async function approvedGate(
  parts: Parts,
  operation: Operation,
  session: Session,
  step: Step<unknown>,
  asked: AskedEntry,
  standing: Extract<ApprovalStanding, { kind: 'approved' | 'broken-glass' }>,
): Promise<Gate> {
  // What is prepared is what was approved: the outputs that it rests on are the same.
  if (session.journal.some(({ kind }) => kind === 'intent')) return OPEN;
  const now = session.now();
  const { subject } = asked;
  const cleared = session.journal.findLast((entry) => entry.kind === 'cleared');
  if (cleared?.subject === subject && now - cleared.at <= FRESH_MS) return OPEN;
  const last = standing.kind === 'approved' ? standing.by.at(-1) : standing.by;
  if (now > (last?.at ?? 0) + parts.consents.length) {
    return { kind: 'end', outcome: notBegun(parts.consents.length), when: 'now' };
  }
  const looked = await lookAnew(parts, operation, step, session);
  switch (looked.kind) {
    case 'seen': {
      const isSame = parts.consents.subject(session.run.request, operation.decides(looked.ctx)) === subject;
      const at = session.now();
      await session.record([
        ...looked.journal,
        ...(isSame ? [{ kind: 'cleared', step: step.id, at, subject } as const] : []),
      ]);
      return { kind: 'turn' };
    }
    case 'end':
      return { kind: 'end', outcome: looked.outcome, when: 'now' };
    case 'fault': {
      const rule = ruleFor(looked.fault);
      logFault(session.log, looked.fault, { step: step.id }, 'looking again after the approval failed');
      if (rule.retry === 'never') {
        const reason = `${rule.sentence} Nothing was changed.`;
        return { kind: 'end', outcome: { kind: 'failed', reason }, when: 'now' };
      }
      return lookLater(parts, `Approved. ${rule.sentence} Trying again.`);
    }
    case 'not-yet':
      return lookLater(parts, `Approved. ${looked.remark}`);
  }
}

const lookLater = ({ limits }: Parts, remark: string): Gate => ({
  kind: 'wait',
  after: limits.retryFrom,
  remark,
  events: [],
  journal: [],
});

const notBegun = (length: DurationMs): Outcome => ({
  kind: 'expired',
  reason: `It was approved, but couldn't begin within ${lengthWords(length)}. Nothing was changed.`,
});
