import type { EpochMs } from '../clock.ts';
import { standingOf as standingInRoles } from '../guard/standing.ts';
import type { AccessPolicy } from '../people/access.ts';
import type { Actor } from '../people/actor.ts';
import type { Requirement } from './approval-rule.ts';
import type { Decision } from './decision.ts';
import { mayDecide } from './may-decide.ts';
import { accountsOf } from './same-person.ts';
import type { Subject } from './subject.ts';

/** Where an approval stands. `by` is who has consented so far, or now. */
export type ApprovalStanding =
  | { readonly kind: 'open'; readonly by: readonly Decision[] }
  | { readonly kind: 'approved'; readonly by: readonly Decision[] }
  | { readonly kind: 'broken-glass'; readonly by: Decision }
  | { readonly kind: 'rejected'; readonly by: Decision };

/** What is decided on, and what that takes. */
export interface Question {
  readonly subject: Subject;
  readonly requirement: Requirement;
  readonly requester: Actor;
  /** When it was asked first, and until when it could be decided. */
  readonly asked: EpochMs;
  readonly until: EpochMs;
  /** From when on the glass may be broken. */
  readonly glassFrom: EpochMs;
}

/**
 * Where an approval stands, by the decisions that were sent, oldest first. A decision counts if it is on this very subject,
 * was taken in time, and the policy lets that person take it; every group of Slack counts as if they were in it, since whoever
 * took the decision in has looked. The first no decides, and so does the broken glass; accounts of one person count once.
 */
export function approvalStanding(
  policy: AccessPolicy,
  question: Question,
  decisions: readonly Decision[],
): ApprovalStanding {
  const consents: Decision[] = [];
  for (const decision of decisions) {
    if (!counts(policy, question, decision)) continue;
    if (decision.verdict === 'reject') return { kind: 'rejected', by: decision };
    if (decision.verdict === 'break-glass') return { kind: 'broken-glass', by: decision };
    const accounts = accountsOf(policy, decision.user);
    if (!consents.some(({ user }) => accounts.includes(user))) consents.push(decision);
    if (consents.length >= question.requirement.people) return { kind: 'approved', by: consents };
  }
  return { kind: 'open', by: consents };
}

function counts(
  policy: AccessPolicy,
  { subject, requirement, requester, asked, until, glassFrom }: Question,
  decision: Decision,
): boolean {
  const { verdict, team, user, at } = decision;
  if (decision.subject !== subject || at < asked - SKEW_MS || at > until + SKEW_MS) return false;
  if (verdict === 'break-glass' && at < glassFrom) return false;
  const standing = standingInRoles(policy, { kind: 'slack', team, user }, () => 'in');
  return mayDecide(policy, standing, { verdict, requirement, requester }).kind === 'yes';
}

/** Two processes' clocks may differ a little; whether it was in time to the moment, the store's own clock has said. */
const SKEW_MS = 5_000;
