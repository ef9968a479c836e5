import { type Denial, mayDo, type Wish } from '../../domain/guard/may-do.ts';
import { type Standing, standingOf } from '../../domain/guard/standing.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import type { Message } from '../../views/message.ts';
import { notAllowed } from '../../views/reply/not-allowed.ts';
import type { HandlerParts } from '../parts.ts';

/** What asking the guard needs. */
export type GuardParts = Pick<HandlerParts, 'access' | 'memberships' | 'log'>;

/** Who somebody is to the policy as of now. Waits for Slack no longer than the memory of memberships allows. */
export const standingNow = async (
  { access, memberships }: Pick<GuardParts, 'access' | 'memberships'>,
  actor: SlackActor,
): Promise<Standing> => standingOf(access, actor, await memberships.of(actor.user));

/** Why somebody may not do something, in one word for the audit and in words for them. */
export interface Refused {
  readonly why: string;
  readonly message: Message;
}

/** What somebody is told who may not do something now; undefined: they may. A refusal is logged. */
export async function refusal(
  parts: GuardParts,
  actor: SlackActor,
  wish: Wish,
): Promise<Refused | undefined> {
  const decision = mayDo(parts.access, await standingNow(parts, actor), wish);
  if (decision.kind === 'yes') return undefined;
  parts.log.warn({ actor, ...wish, why: decision.why }, 'refused');
  return { why: decision.why, message: notAllowed(decision) };
}

/** The operations that somebody may start somewhere; where there are none, why not: rather who may than that nobody may. */
export function startable(
  { access, operations }: Pick<HandlerParts, 'access' | 'operations'>,
  standing: Standing,
): { readonly operations: readonly OperationSpec[]; readonly denial: Denial | undefined } {
  const asked = operations.map((spec) => ({
    spec,
    may: mayDo(access, standing, { permission: spec.permission, place: 'somewhere' }),
  }));
  const allowed = asked.filter(({ may }) => may.kind === 'yes').map(({ spec }) => spec);
  const denials = asked.flatMap(({ may }) => (may.kind === 'no' ? [may] : []));
  return {
    operations: allowed,
    denial: allowed.length === 0 ? (denials.find(({ why }) => why !== 'no-rule') ?? denials[0]) : undefined,
  };
}
