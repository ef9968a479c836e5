import type { Requirement } from '../../domain/approval/approval-rule.ts';
import { type Decided, decidedAnew } from '../../domain/approval/change.ts';
import type { Decision } from '../../domain/approval/decision.ts';
import type { Question as ConsentQuestion } from '../../domain/approval/standing.ts';
import type { Subject } from '../../domain/approval/subject.ts';
import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import { minutes } from '../../domain/clock.ts';
import type { StepId } from '../../domain/ids.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { JournalEntry } from '../../domain/run/journal.ts';
import type { Approval, Offer, Question } from '../../domain/run/question.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Session } from './session.ts';

/** What the run has asked people's consent for, as its journal keeps it. */
export type AskedEntry = Extract<JournalEntry, { readonly kind: 'asked' }>;

/** What is asked, and what that takes. */
export interface Wanted {
  readonly subject: Subject;
  readonly decided: Decided;
  readonly requirement: Requirement;
  readonly until: EpochMs;
  readonly hook?: Approval['hook'];
  readonly early?: Approval['early'];
}

type Consents = EngineParts['consents'];

/** Asks, in place of what was asked before. */
export async function askConsent(
  consents: Consents,
  session: Session,
  step: StepId,
  { subject, decided, requirement, until, hook, early }: Wanted,
  before: AskedEntry | undefined,
): Promise<void> {
  const at = session.now();
  const asked: AskedEntry = {
    kind: 'asked',
    step,
    at,
    until,
    subject,
    decided,
    ...(hook ? { hook } : {}),
  };
  const approval = approvalOf(consents, asked, requirement, [], early);
  const changed = before ? { changed: decidedAnew(before.decided, decided) } : {};
  await session.record([asked], { events: [{ kind: 'approval-asked', at, step, approval, ...changed }] });
}

const approvalOf = (
  { remindEvery, groups }: Consents,
  { subject, decided, until, at, hook }: AskedEntry,
  requirement: Requirement,
  by: readonly Decision[],
  early: Approval['early'],
): Approval => ({
  subject,
  decided,
  people: requirement.people,
  from: [...requirement.from],
  groups: [...groups(requirement)],
  by: by.map(({ user }) => user),
  until,
  glassFrom: at + remindEvery,
  ...(hook ? { hook } : {}),
  ...(early ? { early } : {}),
});

/** What decisions on it are held against. */
export const consentQuestion = (
  { remindEvery }: Consents,
  { run }: Pick<Session, 'run'>,
  { subject, at, until }: AskedEntry,
  requirement: Requirement,
): ConsentQuestion => ({
  subject,
  requirement,
  requester: run.request.actor,
  asked: at,
  until,
  glassFrom: at + remindEvery,
});

/** How a run waits for people. */
export interface Awaiting {
  readonly after: DurationMs;
  readonly remark: string;
  readonly question: Question;
  readonly events: readonly RunEvent[];
  readonly journal: readonly JournalEntry[];
}

/** What more a question about consent has. */
interface QuestionRules {
  readonly key: string;
  readonly choices?: Question['choices'];
  readonly early?: Approval['early'];
}

/** Waits for the people who may consent, and reminds them. `by` is who has so far. */
export function awaitConsent(
  consents: Consents,
  session: Session,
  asked: AskedEntry,
  requirement: Requirement,
  by: readonly Decision[],
  { key, choices = [], early }: QuestionRules,
): Awaiting {
  const now = session.now();
  const approval = approvalOf(consents, asked, requirement, by, early);
  const reminders = session.journal.filter(
    (entry) => entry.kind === 'reminded' && entry.subject === asked.subject,
  ).length;
  const nextReminder = asked.at + (reminders + 1) * consents.remindEvery;
  const isDue = now >= nextReminder && nextReminder < asked.until;
  const wakeAt = isDue ? nextReminder + consents.remindEvery : nextReminder;
  const text = lacksWords(requirement.people - by.length);
  return {
    // The moment after the last one in which a decision counts.
    after: Math.max(1, Math.min(wakeAt, asked.until + 1) - now),
    remark: text,
    question: {
      key,
      text,
      at: asked.at,
      choices,
      // Only once nobody has decided for a while: whoever may do without consent should have tried to get it.
      offers: now >= approval.glassFrom ? [glassOffer(session)] : [],
      approval,
    },
    events: isDue ? [{ kind: 'approval-waits', at: now, step: asked.step, approval }] : [],
    journal: isDue ? [{ kind: 'reminded', step: asked.step, at: now, subject: asked.subject }] : [],
  };
}

const glassOffer = ({ run }: Session): Offer => ({
  label: 'Break glass',
  words: `break-glass ${run.number}`,
  style: 'danger',
});

const lacksWords = (people: number): string =>
  people === 1 ? 'Waiting for an approval' : `Waiting for ${people} approvals`;

/** Who said no, and why. */
export const rejectedWords = ({ user, reason }: Decision): string =>
  `<@${user}> rejected it${reason === undefined ? '' : `: ${reason}`}${/[.!?]$/.test(reason ?? '') ? '' : '.'}`;

/** Nobody did anything for as long as they could. */
export const undecidedWords = ({ at, until }: AskedEntry): string =>
  `Nobody decided for ${lengthWords(until - at)}.`;

/** A length in a sentence. */
export const lengthWords = (length: DurationMs): string =>
  length >= minutes(1) ? `${Math.round(length / minutes(1))} min` : `${Math.round(length / 1000)} s`;
