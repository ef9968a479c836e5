import type { ApprovalRule } from '../approval/approval-rule.ts';
import type { Role, Rule } from '../guard/policy.ts';
import type { ReviewRule } from '../review/review-rule.ts';
import type { SlackActor } from './actor.ts';

/** Whether anything may be changed at all. `read-only`: whoever asks, nothing is started and no effect is made. */
export type Mode = 'read-only' | 'operate';

/** Who may do what. Deny by default: without a rule nobody changes anything. */
export interface AccessPolicy {
  /** The one Slack workspace that is served. */
  readonly team: string;
  readonly mode: Mode;
  readonly roles: readonly Role[];
  readonly rules: readonly Rule[];
  /** What takes other people's consent; nothing where there are none. */
  readonly approvals: readonly ApprovalRule[];
  /** What is done alone, and looked at by somebody else the next day; nothing where there are none. */
  readonly reviews: readonly ReviewRule[];
  /** User ids that are one person, a list each: where two people are needed they count once. */
  readonly people: readonly (readonly string[])[];
}

/** Whether somebody may talk to the bot at all. Everybody of the workspace may ask. */
export const mayAsk = (policy: Pick<AccessPolicy, 'team'>, actor: SlackActor): boolean =>
  actor.team === policy.team;
