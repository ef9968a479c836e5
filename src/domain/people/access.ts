import type { SlackActor } from './actor.ts';

/** Whether anything may be changed at all. `read-only`: whoever asks, nothing is started and no effect is made. */
export type Mode = 'read-only' | 'operate';

/** Who may do what. Deny by default: an empty list lets nobody start anything. */
export interface AccessPolicy {
  /** The one Slack workspace that is served. */
  readonly team: string;
  readonly mode: Mode;
  /** User ids that may start operations. */
  readonly mayStart: readonly string[];
}

/** Policy's answer. `no` is a decision, never a fault. */
export type Decision =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly why: 'foreign-team' | 'read-only' | 'not-listed' };

/** Whether somebody may talk to the bot at all. */
export function mayAsk(policy: AccessPolicy, actor: SlackActor): Decision {
  return actor.team === policy.team ? { kind: 'yes' } : { kind: 'no', why: 'foreign-team' };
}

/** Whether somebody may start an operation, or change a run. */
export function mayStart(policy: AccessPolicy, actor: SlackActor): Decision {
  const ask = mayAsk(policy, actor);
  if (ask.kind === 'no') return ask;
  if (policy.mode === 'read-only') return { kind: 'no', why: 'read-only' };
  return policy.mayStart.includes(actor.user) ? { kind: 'yes' } : { kind: 'no', why: 'not-listed' };
}
