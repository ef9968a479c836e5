import { mayDo, mayDoAnything } from '../../domain/guard/may-do.ts';
import { Permission } from '../../domain/guard/permission.ts';
import { placeOf } from '../../domain/guard/place.ts';
import { BREAK_GLASS } from '../../domain/guard/policy.ts';
import type { Standing } from '../../domain/guard/standing.ts';
import type { AccessPolicy } from '../../domain/people/access.ts';
import { serviceNamed } from '../../domain/target/catalog.ts';
import type { HandlerParts } from '../parts.ts';

/**
 * Whether a button with these words is of use to somebody: what changes something they must be allowed to do, there if
 * the words name a service, else somewhere. A courtesy: what is said is checked when it is said.
 */
export function isOfUse(
  { access, catalog, operations }: Pick<HandlerParts, 'access' | 'catalog' | 'operations'>,
  standing: Standing,
): (words: string) => boolean {
  return (words) => {
    const [verb = '', target] = words.split(' ');
    // What takes nobody's approval is reviewed by whoever may do the like: which that is the review says.
    if (verb === 'review' && access.reviews.length > 0 && mayDoAnything(access, standing).kind === 'yes')
      return true;
    const deciders = decidersOf(access, verb);
    if (deciders)
      return standing.roles.some(({ role, kind }) => kind === 'held' && deciders.includes(role.name));
    const permissions = permissionsFor(operations, verb);
    if (permissions.length === 0) return true;
    const service = target === undefined ? undefined : serviceNamed(catalog, target);
    const place = service ? placeOf(catalog, service) : ('somewhere' as const);
    return permissions.some((permission) => mayDo(access, standing, { permission, place }).kind === 'yes');
  };
}

/** What somebody must be allowed to do, any of these, for a verb to be of use to them; none: it is of use to everybody. */
function permissionsFor(operations: HandlerParts['operations'], verb: string): readonly Permission[] {
  // A remedy is one of the operations; which one its incident says.
  if (verb === 'mend') return operations.map(({ permission }) => permission);
  if (verb === 'ack') return ['acknowledge'];
  const known = operations.find(({ name }) => name === verb)?.permission ?? Permission.safeParse(verb).data;
  return known === undefined ? [] : [known];
}

/** The roles of those who use a verb of approvals; undefined for any other. Who asked may reject, and asking is open to many. */
function decidersOf({ approvals }: AccessPolicy, verb: string): readonly string[] | undefined {
  const from = approvals.flatMap((rule) => rule.from);
  switch (verb) {
    case 'approve':
    case 'review':
      return from;
    case 'break-glass':
      return approvals.length === 0 ? [] : [BREAK_GLASS];
    default:
      return undefined;
  }
}
