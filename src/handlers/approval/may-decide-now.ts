import { requirementFor } from '../../domain/approval/approval-rule.ts';
import type { Verdict } from '../../domain/approval/decision.ts';
import { type Asked, mayDecide } from '../../domain/approval/may-decide.ts';
import type { Pending } from '../../domain/approval/pending.ts';
import { placeOf } from '../../domain/guard/place.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import { glassTooEarly, mayNotDecide } from '../../views/approval/may-not-decide.ts';
import { type GuardParts, type Refused, standingNow } from '../guard/ask-guard.ts';
import type { HandlerParts } from '../parts.ts';

/** What somebody is told who may not decide on a run now; undefined: they may. A refusal is logged. */
export async function mayDecideNow(
  parts: GuardParts & Pick<HandlerParts, 'catalog' | 'clock'>,
  actor: SlackActor,
  { run, approval }: Pending,
  verdict: Verdict,
): Promise<Refused | undefined> {
  const { request, number } = run;
  const place = placeOf(parts.catalog, request.target);
  const requirement = requirementFor(parts.access.approvals, approval.decided.change, place);
  // Where this bot's policy asks for nobody's consent it knows nobody who could give it.
  const asked: Asked = {
    verdict,
    requirement: requirement ?? { people: approval.people, from: [] },
    requester: request.actor,
  };
  const may = mayDecide(parts.access, await standingNow(parts, actor), asked);
  if (may.kind === 'yes') {
    return verdict === 'break-glass' && parts.clock.now() < approval.glassFrom
      ? { why: 'too-early', message: glassTooEarly(number, approval.glassFrom) }
      : undefined;
  }
  parts.log.warn({ actor, number, verdict, why: may.why }, 'refused');
  const from = parts.access.roles.filter(({ name }) => asked.requirement.from.includes(name));
  return { why: may.why, message: mayNotDecide(number, verdict, may, from) };
}
