import type { Addressee } from '../../domain/announcement/addressee.ts';
import { type Decision, personOf } from '../../domain/approval/decision.ts';
import { accountsOf } from '../../domain/approval/same-person.ts';
import { subjectOf } from '../../domain/approval/subject-of.ts';
import type { AuditEntryOf, AuditOrigin } from '../../domain/audit/entry.ts';
import { byPerson, decisionEntry, endEntry, signalEntry } from '../../domain/audit/run-entries.ts';
import type { Clock } from '../../domain/clock.ts';
import type { RunId } from '../../domain/ids.ts';
import type { AccessPolicy } from '../../domain/people/access.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import type { RunReader } from '../../domain/ports/run-reader.ts';
import type { Answered, ParkedAnswer, RunSignals } from '../../domain/ports/run-signals.ts';
import type { Signer } from '../../domain/ports/signing.ts';
import type { GlassReview } from '../../domain/review/review.ts';
import type { Approval } from '../../domain/run/question.ts';
import type { Run } from '../../domain/run/run.ts';
import type { ParkedAnswerEntry } from '../../domain/run/signed.ts';
import { next } from '../../domain/run/state.ts';
import { targetName } from '../../domain/target/service.ts';
import { sha256 } from '../audit/sealed.ts';
import type { Change, Ledger } from './ledger.ts';
import { signedBy } from './signatures.ts';

/** What the signals need. `wake` may fail: the sweeper finds the run. */
export interface SignalParts {
  readonly ledger: Ledger;
  readonly runs: Pick<RunReader, 'byNumber'>;
  readonly clock: Clock;
  readonly wake: (id: RunId) => Promise<void>;
  /** User ids that are one person. */
  readonly people: AccessPolicy['people'];
  /** Signs what people say; absent: nothing is signed. */
  readonly signer?: Signer | undefined;
}

/** What people send to runs, each in one script that checks that the run can still take it. */
export function runSignals({ ledger, runs, clock, wake, people, signer }: SignalParts): RunSignals {
  async function answerParked(
    run: Run,
    answer: ParkedAnswer,
    by: SlackActor,
    origin: AuditOrigin,
    request?: string,
  ): Promise<Answered> {
    const entry = answerEntry(run, answer, by, clock.now());
    const said = entry && (await signedBy(signer, run.request.id, entry));
    const change = answerChange(run, answer, said, by, clock.now(), origin);
    if (!change) return { kind: 'not-parked' };
    const written = await ledger.write(
      run.request.id,
      { parked: true },
      request === undefined ? change : { ...change, once: request },
    );
    if (written === 'fenced') return { kind: 'not-parked' };
    if (answer !== 'abandon') await wake(run.request.id).catch(() => undefined);
    return { kind: 'taken' };
  }

  return {
    async answer(number, answer, by, request, origin = {}) {
      const run = await runs.byNumber(number);
      return run ? answerParked(run, answer, by, origin, request) : { kind: 'unknown-run' };
    },
    async choose(number, answer, by, origin = {}) {
      const run = await runs.byNumber(number);
      if (!run) return { kind: 'unknown-run' };
      const { question } = run;
      if (!question) return { kind: 'not-asked' };
      const choice = question.choices.find((one) => one.answer === answer);
      if (!choice) {
        const answers = question.choices.map((one) => one.answer);
        return question.approval
          ? { kind: 'needs-approval', from: question.approval.from, answers }
          : { kind: 'no-such-answer', answers };
      }
      const { team, user } = by;
      const at = clock.now();
      const signal = { kind: 'answer', at, team, user, question: question.key, answer } as const;
      const sent = await ledger.signal(
        run.request.id,
        await signedBy(signer, run.request.id, signal),
        { kind: 'answered', at, user, label: choice.label },
        [signalEntry(run.request.id, signal, byPerson(by, origin))],
      );
      if (sent !== 'sent') return { kind: sent === 'gone' ? 'unknown-run' : 'not-asked' };
      await wake(run.request.id).catch(() => undefined);
      return { kind: 'taken', label: choice.label };
    },
    async decide(number, { subject, verdict, reason, tell = [] }, by, origin = {}) {
      const run = await runs.byNumber(number);
      if (!run) return { kind: 'unknown-run' };
      const asked = run.question?.approval;
      if (!run.question || !asked) return { kind: 'not-asked' };
      // Made anew from what the run asks, so that nobody decides on anything but what they were shown.
      if (subjectOf(run.request, asked.decided, sha256) !== subject) return { kind: 'changed' };
      const { team, user } = by;
      const at = clock.now();
      const why = reason === undefined ? {} : { reason };
      const decision = { subject, verdict, team, user, at, ...why };
      const sent = await ledger.decide(
        run.request.id,
        await signedBy(signer, run.request.id, { kind: 'decision', ...decision }),
        {
          question: run.question.key,
          person: accountsOf({ people }, user).map((account) => personOf({ team, user: account })),
          until: asked.until,
          closes: verdict === 'approve' ? asked.people : 'at-once',
          ...(verdict === 'break-glass' ? { review: reviewOf(run, asked, decision, tell) } : {}),
        },
        { kind: 'decided', at, user, verdict, ...why },
        [decisionEntry(run.request.id, decision, byPerson(by, origin))],
      );
      switch (sent) {
        case 'sent':
          await wake(run.request.id).catch(() => undefined);
          return { kind: 'taken', lacks: Math.max(0, asked.people - asked.by.length - 1) };
        case 'again':
        case 'late':
          return { kind: sent };
        case 'gone':
          return { kind: 'unknown-run' };
        case 'ended':
        case 'not-asked':
        case 'parked':
          return { kind: 'not-asked' };
      }
    },
    async cancel(number, by, origin = {}) {
      const run = await runs.byNumber(number);
      if (!run) return { kind: 'unknown-run' };
      const signal = { kind: 'cancel', at: clock.now(), team: by.team, user: by.user } as const;
      const signed = await signedBy(signer, run.request.id, signal);
      const sent = await ledger.signal(run.request.id, signed, undefined, [
        signalEntry(run.request.id, signal, byPerson(by, origin)),
      ]);
      switch (sent) {
        case 'sent':
          await wake(run.request.id).catch(() => undefined);
          return { kind: 'asked' };
        case 'parked': {
          const parked = await ledger.peek(run.request.id);
          const answered = parked ? await answerParked(parked, 'abandon', by, origin) : undefined;
          return answered?.kind === 'taken' ? { kind: 'abandoned' } : { kind: 'ended' };
        }
        case 'ended':
        case 'not-asked':
          return { kind: 'ended' };
        case 'gone':
          return { kind: 'unknown-run' };
      }
    },
  };
}

/** What an answer changes in a parked run; undefined for a run that isn't parked. */
function answerChange(
  run: Run,
  answer: ParkedAnswer,
  entry: ParkedAnswerEntry | undefined,
  by: SlackActor,
  at: number,
  origin: AuditOrigin,
): Change | undefined {
  const { state } = run;
  if (state.status !== 'parked') return undefined;
  const said: AuditEntryOf<'signal'> = {
    kind: 'signal',
    ...byPerson(by, origin),
    run: run.request.id,
    signal: 'resume',
    said: answer,
  };
  if (answer === 'abandon') {
    const reason = `<@${by.user}> abandoned it; what ECS has begun goes on`;
    const outcome = { kind: 'cancelled', reason } as const;
    const ended = next(state, { kind: 'end', outcome, at });
    return (
      ended && {
        state: ended,
        events: [{ kind: 'end', at, outcome }],
        audit: [said, endEntry(run, outcome, byPerson(by, origin))],
        due: 'never',
      }
    );
  }
  const queued = next(state, { kind: 'answer' });
  return queued && entry && { state: queued, journal: [entry], audit: [said], remark: '', due: 0 };
}

/** What the journal keeps of an answer that the run goes on with; undefined for one that isn't parked, or is given up. */
function answerEntry(
  { state }: Run,
  answer: ParkedAnswer,
  by: SlackActor,
  at: number,
): ParkedAnswerEntry | undefined {
  if (state.status !== 'parked' || answer === 'abandon') return undefined;
  const { step } = state.parked;
  return { kind: 'answer', step, at, by: `${by.team}/${by.user}`, verdict: answer };
}

/** What must be looked at afterwards, by somebody else. */
const reviewOf = (
  { request, number }: Run,
  { decided }: Approval,
  { team, user, at, reason = '' }: Decision,
  to: readonly Addressee[],
): GlassReview => ({
  kind: 'glass',
  run: request.id,
  number,
  operation: request.operation,
  target: targetName(request.target),
  change: decided.change,
  by: { kind: 'slack', team, user },
  requester: request.actor,
  reason,
  at,
  to: [...to],
});
