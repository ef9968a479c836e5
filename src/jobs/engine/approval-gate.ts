import type { Requirement } from '../../domain/approval/approval-rule.ts';
import { type Decided, decidedAnew } from '../../domain/approval/change.ts';
import type { Decision } from '../../domain/approval/decision.ts';
import type { ApprovalStanding } from '../../domain/approval/standing.ts';
import type { Subject } from '../../domain/approval/subject.ts';
import { type DurationMs, minutes } from '../../domain/clock.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Step } from '../../domain/operation/step.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { JournalEntry } from '../../domain/run/journal.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Approval, Offer, Question } from '../../domain/run/question.ts';
import { decisionsIn } from '../../domain/run/signal.ts';
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
type Asked = Extract<JournalEntry, { readonly kind: 'asked' }>;

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
  const decided = operation.decides(contextOf(parts, session, step));
  const requirement = consents.requirement(request, decided.change);
  if (!requirement) return OPEN;
  const subject = consents.subject(request, decided);
  const asked = session.journal.findLast((entry) => entry.kind === 'asked');
  if (asked?.subject !== subject) {
    await ask(parts, session, step, { subject, decided, requirement, before: asked });
    return { kind: 'turn' };
  }
  const question = {
    subject,
    requirement,
    requester: request.actor,
    asked: asked.at,
    until: asked.until,
    glassFrom: asked.at + consents.remindEvery,
  };
  const standing = consents.standing(question, decisionsIn(session.signals));
  switch (standing.kind) {
    case 'rejected':
      return { kind: 'end', outcome: rejected(standing.by), when: 'now' };
    case 'open':
      return openGate(parts, session, step, asked, requirement, standing);
    case 'approved':
    case 'broken-glass':
      return approvedGate(parts, operation, session, step, asked, standing);
  }
}

/** Asks, in place of what was asked before. */
async function ask(
  { consents }: Parts,
  session: Session,
  step: Step<unknown>,
  {
    subject,
    decided,
    requirement,
    before,
  }: {
    readonly subject: Subject;
    readonly decided: Decided;
    readonly requirement: Requirement;
    readonly before: Asked | undefined;
  },
): Promise<void> {
  const at = session.now();
  const asked: Asked = { kind: 'asked', step: step.id, at, until: at + consents.length, subject, decided };
  const approval = approvalOf(consents, asked, requirement, []);
  const changed = before ? { changed: decidedAnew(before.decided, decided) } : {};
  await session.record([asked], {
    events: [{ kind: 'approval-asked', at, step: step.id, approval, ...changed }],
  });
}

const approvalOf = (
  { remindEvery, groups }: Parts['consents'],
  { subject, decided, until, at }: Asked,
  requirement: Requirement,
  by: readonly Decision[],
): Approval => ({
  subject,
  decided,
  people: requirement.people,
  from: [...requirement.from],
  groups: [...groups(requirement)],
  by: by.map(({ user }) => user),
  until,
  glassFrom: at + remindEvery,
});

/** Waits for the people, reminds them, and ends when the time is over. */
function openGate(
  { consents }: Parts,
  session: Session,
  step: Step<unknown>,
  asked: Asked,
  requirement: Requirement,
  { by }: Extract<ApprovalStanding, { kind: 'open' }>,
): Gate {
  const now = session.now();
  if (now > asked.until) return { kind: 'end', outcome: expired(asked), when: 'unless-news' };
  const approval = approvalOf(consents, asked, requirement, by);
  const reminders = session.journal.filter(
    (entry) => entry.kind === 'reminded' && entry.subject === asked.subject,
  ).length;
  const nextReminder = asked.at + (reminders + 1) * consents.remindEvery;
  const isDue = now >= nextReminder && nextReminder < asked.until;
  const wakeAt = isDue ? nextReminder + consents.remindEvery : nextReminder;
  return {
    kind: 'wait',
    // The moment after the last one in which a decision counts.
    after: Math.max(1, Math.min(wakeAt, asked.until + 1) - now),
    remark: lacksWords(requirement.people - by.length),
    question: {
      key: `approval-${asked.subject}`,
      text: lacksWords(requirement.people - by.length),
      at: asked.at,
      choices: [],
      // Only once nobody has decided for a while: whoever may do without consent should have tried to get it.
      offers: now >= approval.glassFrom ? [glassOffer(session)] : [],
      approval,
    },
    events: isDue ? [{ kind: 'approval-waits', at: now, step: step.id, approval }] : [],
    journal: isDue ? [{ kind: 'reminded', step: step.id, at: now, subject: asked.subject }] : [],
  };
}

const glassOffer = ({ run }: Session): Offer => ({
  label: 'Break glass',
  words: `break-glass ${run.number}`,
  style: 'danger',
});

const lacksWords = (people: number): string =>
  people === 1 ? 'Waiting for an approval' : `Waiting for ${people} approvals`;

/** It is approved: is it still the same that it would do? */
async function approvedGate(
  parts: Parts,
  operation: Operation,
  session: Session,
  step: Step<unknown>,
  asked: Asked,
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

const rejected = ({ user, reason }: Decision): Outcome => ({
  kind: 'rejected',
  reason: `<@${user}> rejected it${reason === undefined ? '' : `: ${reason}`}${/[.!?]$/.test(reason ?? '') ? '' : '.'} Nothing was changed.`,
});

const expired = ({ at, until }: Asked): Outcome => ({
  kind: 'expired',
  reason: `Nobody decided for ${lengthWords(until - at)}. Nothing was changed.`,
});

const notBegun = (length: DurationMs): Outcome => ({
  kind: 'expired',
  reason: `It was approved, but couldn't begin within ${lengthWords(length)}. Nothing was changed.`,
});

const lengthWords = (length: DurationMs): string =>
  length >= minutes(1) ? `${Math.round(length / minutes(1))} min` : `${Math.round(length / 1000)} s`;
