import {
  type Requirement,
  requirementFor,
  type TimedRequirement,
} from '../../domain/approval/approval-rule.ts';
import type { Change, Decided } from '../../domain/approval/change.ts';
import type { Decision } from '../../domain/approval/decision.ts';
import { type ApprovalStanding, approvalStanding, type Question } from '../../domain/approval/standing.ts';
import type { Subject } from '../../domain/approval/subject.ts';
import { subjectOf } from '../../domain/approval/subject-of.ts';
import type { DurationMs } from '../../domain/clock.ts';
import { placeOf } from '../../domain/guard/place.ts';
import type { AccessPolicy } from '../../domain/people/access.ts';
import { isReviewed } from '../../domain/review/review-rule.ts';
import type { RunRequest } from '../../domain/run/run.ts';
import type { Catalog } from '../../domain/target/catalog.ts';
import { sha256 } from '../audit/sealed.ts';

/** What this process's own configuration says of other people's consent. */
export interface Consents {
  /** What a change of that run takes; undefined: nothing. */
  readonly requirement: (request: RunRequest, change: Change) => TimedRequirement | undefined;
  /** Whether somebody else looks the next day at such a change of that run, where nobody consented to it. */
  readonly isReviewed: (request: RunRequest, change: Change) => boolean;
  /** The Slack groups of those who may give it. */
  readonly groups: (requirement: Requirement) => readonly string[];
  readonly subject: (request: RunRequest, decided: Decided) => Subject;
  readonly standing: (question: Question, decisions: readonly Decision[]) => ApprovalStanding;
  /** How long it may be given, and then used; how often those who may give it are reminded. */
  readonly length: DurationMs;
  readonly remindEvery: DurationMs;
}

/** The consents that a policy asks for. */
export const consentsOf = (
  policy: AccessPolicy,
  catalog: Catalog,
  times: Pick<Consents, 'length' | 'remindEvery'>,
): Consents => ({
  ...times,
  requirement: ({ target }, change) => requirementFor(policy.approvals, change, placeOf(catalog, target)),
  isReviewed: ({ target }, change) => isReviewed(policy.reviews, change, placeOf(catalog, target)),
  groups: ({ from }) => [
    ...new Set(policy.roles.filter(({ name }) => from.includes(name)).flatMap(({ groups }) => groups)),
  ],
  subject: (request, decided) => subjectOf(request, decided, sha256),
  standing: (question, decisions) => approvalStanding(policy, question, decisions),
});
