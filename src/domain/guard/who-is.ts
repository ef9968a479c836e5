import type { ApprovalRule } from '../approval/approval-rule.ts';
import type { AccessPolicy, Mode } from '../people/access.ts';
import type { SlackActor } from '../people/actor.ts';
import type { Catalog } from '../target/catalog.ts';
import { Permission } from './permission.ts';
import type { Place } from './place.ts';
import { allows, coversPlace, type Rule } from './policy.ts';
import { heldRoles, type RoleStanding, type Standing } from './standing.ts';

/** What a role may do that somebody may not, and how they stand to it. */
export interface Lacking {
  readonly lacks: Pick<Rule, 'may' | 'where'>;
  readonly standing: RoleStanding;
}

/** What takes other people's consent, and whether it may be theirs: never to what they asked for. */
export interface Approvable {
  readonly rule: ApprovalRule;
  /** `unknown`: it depends on a group that Slack didn't tell of. */
  readonly mine: RoleStanding['kind'];
}

/** What somebody is told of themselves: their roles, what those let them do, what they don't, and who may do that. */
export interface WhoIs {
  readonly actor: SlackActor;
  readonly mode: Mode;
  readonly roles: readonly RoleStanding[];
  /** The rules of the roles that they have. */
  readonly mine: readonly Rule[];
  /** What other roles may do beyond that. */
  readonly others: readonly Lacking[];
  /** What takes an approval. */
  readonly approvals: readonly Approvable[];
  /** What no rule lets anybody do anywhere. */
  readonly nobodys: readonly Permission[];
}

/** What the policy means for somebody. */
export function whoIs({ mode, rules, approvals }: AccessPolicy, standing: Standing, catalog: Catalog): WhoIs {
  const { actor, roles } = standing;
  const held = new Set(heldRoles(standing).map(({ role }) => role.name));
  const mine = rules.filter(({ role }) => held.has(role));
  const others = rules.flatMap((rule) => {
    const to = roles.find(({ role }) => role.name === rule.role);
    return to && to.kind !== 'held'
      ? beyond(rule, mine, catalog).map((lacks) => ({ lacks, standing: to }))
      : [];
  });
  const nobodys = Permission.options.filter((permission) => !rules.some((rule) => allows(rule, permission)));
  const approvable = approvals.map((rule) => ({ rule, mine: standingToAny(roles, rule.from) }));
  return { actor, mode, roles, mine, others, approvals: approvable, nobodys };
}

/** How somebody stands to these roles, of which one is enough. */
function standingToAny(roles: readonly RoleStanding[], names: readonly string[]): RoleStanding['kind'] {
  const kinds = roles.filter(({ role }) => names.includes(role.name)).map(({ kind }) => kind);
  return kinds.includes('held') ? 'held' : kinds.includes('unknown') ? 'unknown' : 'not-held';
}

/** What a rule lets do beyond these, place by place; places where that is the same together. */
function beyond(rule: Rule, mine: readonly Rule[], catalog: Catalog): Pick<Rule, 'may' | 'where'>[] {
  const lacking = (place: Place): Rule['may'] => {
    const lacks = Permission.options.filter(
      (permission) =>
        allows(rule, permission) &&
        !mine.some((one) => allows(one, permission) && coversPlace(one.where, place)),
    );
    return lacks.length === Permission.options.length ? 'everything' : lacks;
  };
  const { where } = rule;
  if (where.kind === 'everywhere') return [{ may: lacking({ kind: 'all' }), where }].filter(isSome);
  const byPlace = [
    ...where.environments.map((environment) => ({
      may: lacking({ kind: 'environment', environment }),
      where: { kind: 'places', environments: [environment], stacks: [] } as const,
    })),
    ...catalogPlaces(where.stacks, catalog).map((place) => ({
      may: lacking(place),
      where: { kind: 'places', environments: [], stacks: [place.stack] } as const,
    })),
  ].filter(isSome);
  const [first] = byPlace;
  // Mostly nothing of a rule is somebody's already: then it is told as it was written.
  return first &&
    byPlace.length === where.environments.length + where.stacks.length &&
    sameEverywhere(byPlace)
    ? [{ may: first.may, where }]
    : byPlace;
}

const isSome = ({ may }: Pick<Rule, 'may'>): boolean => may === 'everything' || may.length > 0;

const sameEverywhere = (all: readonly Pick<Rule, 'may'>[]): boolean =>
  new Set(all.map(({ may }) => String(may))).size === 1;

/** The stacks of these names that there are. */
const catalogPlaces = (stacks: readonly string[], { services }: Catalog) =>
  stacks.flatMap((name) => {
    const service = services.find(({ stack }) => stack === name);
    return service
      ? [{ kind: 'stack', stack: service.stack, environment: service.environment } as const]
      : [];
  });
