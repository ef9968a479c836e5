import type { Decision } from '../../../src/domain/approval/decision.ts';
import { subjectOf } from '../../../src/domain/approval/subject-of.ts';
import { decisionEntry } from '../../../src/domain/audit/run-entries.ts';
import type { RunId } from '../../../src/domain/ids.ts';
import type { Approval, Question } from '../../../src/domain/run/question.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import type { DecisionRules, Ledger } from '../../../src/jobs/ledger/ledger.ts';

/** What a run asks consent to in these tests. */
export function askedOf(
  request: RunRequest,
  more: Partial<Approval> = {},
): Question & { approval: Approval } {
  const decided: Approval['decided'] = { change: 'deploy', rows: [{ label: 'Tag', after: 'v2' }] };
  const subject = subjectOf(request, decided, sha256);
  const until = Date.now() + 60_000;
  const roles = { people: 1, from: ['approver'], groups: ['S0APPROVERS'], by: [] };
  const approval: Approval = { subject, decided, until, glassFrom: until, ...roles, ...more };
  return { key: `approval-${subject}`, text: 'Waiting', at: 1, choices: [], offers: [], approval };
}

/** Puts a run to wait for consent, as its worker does. Answers the epoch of that worker. */
export async function ask(ledger: Ledger, id: RunId, question: Question): Promise<number> {
  const claim = await ledger.claim(id);
  if (claim.kind !== 'claimed') throw new Error(`expected to claim it, got ${claim.kind}`);
  const { epoch, inbox } = claim.claim;
  const state = { status: 'waiting', for: 'approval', until: Date.now() + 60_000 } as const;
  await ledger.write(id, { epoch }, { state, question, due: 60_000 }, inbox.count);
  return epoch;
}

/** Hands a decision to a ledger, as somebody of one account takes it unless told. */
export function handIn(
  ledger: Ledger,
  id: RunId,
  { key, approval }: ReturnType<typeof askedOf>,
  { user, verdict = 'approve' }: Pick<Decision, 'user'> & Partial<Pick<Decision, 'verdict'>>,
  more: Partial<DecisionRules> = {},
) {
  const decision: Decision = { subject: approval.subject, verdict, team: 'T', user, at: Date.now() };
  const rules: DecisionRules = {
    question: key,
    person: [`T/${user}`],
    until: approval.until,
    closes: verdict === 'approve' ? approval.people : 'at-once',
    ...more,
  };
  return ledger.decide(
    id,
    { kind: 'decision', ...decision },
    rules,
    { kind: 'decided', at: decision.at, user, verdict },
    [decisionEntry(id, decision, { actor: { kind: 'slack', team: 'T', user }, origin: {} })],
  );
}
