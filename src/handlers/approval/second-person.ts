import { requirementFor } from '../../domain/approval/approval-rule.ts';
import { isRequester } from '../../domain/approval/same-person.ts';
import type { Place } from '../../domain/guard/place.ts';
import { heldRoles, standingOf } from '../../domain/guard/standing.ts';
import type { Hold } from '../../domain/hold/hold.ts';
import { liftAsked, liftWaits } from '../../views/reply/second-person.ts';
import { standingNow } from '../guard/ask-guard.ts';
import { type Command, type HandlerParts, type Reply, refused } from '../parts.ts';

/**
 * What stands in the way of lifting a freeze that takes an approval: the first who says it asks, and another person says the
 * same; one of the two must be of those who approve. Undefined: nothing does (any more). Throws where the store is away.
 */
export async function lacksSecondPerson(
  parts: HandlerParts,
  command: Command,
  { hold, said, place }: { readonly hold: Hold; readonly said: string; readonly place: Place },
): Promise<Reply | undefined> {
  const { access, memberships } = parts;
  const requirement = requirementFor(access.approvals, 'unfreeze', place);
  if (!requirement) return undefined;
  const first = await parts.liftRequests.ask(hold, command.actor);
  const from = access.roles.filter((role) => requirement.from.includes(role.name));
  // Everybody reads it, and the audit keeps who asked.
  if (isRequester(access, first, command.actor))
    return {
      kind: 'now',
      message: liftAsked(said, first.user, from),
      audience: 'channel',
      refused: 'needs-approval',
    };
  const both = [
    await standingNow(parts, command.actor),
    standingOf(access, first, await memberships.of(first.user)),
  ];
  const isApproved = both.some((standing) =>
    heldRoles(standing).some(({ role }) => requirement.from.includes(role.name)),
  );
  return isApproved ? undefined : refused('needs-approval', liftWaits(said, from));
}
