import type { ResolvedService } from '../target/service.ts';
import type { Permission } from './permission.ts';
import type { Place } from './place.ts';

/** The role of those who may go on without an approval. */
export const BREAK_GLASS = 'break-glass';

/**
 * Roles that take both: membership in a group and a line in the configuration, so that neither somebody who
 * administers Slack nor somebody who edits the file can give them away alone.
 */
export const STRONG_ROLES: readonly string[] = ['approver', BREAK_GLASS, 'destroyer'];

/** People under a name. */
export interface Role {
  readonly name: string;
  /** `either`: who is in a group or listed; `both`: who is in a group and listed. */
  readonly takes: 'either' | 'both';
  /** Ids of Slack's user groups. */
  readonly groups: readonly string[];
  /** User ids. */
  readonly users: readonly string[];
}

/** Where a rule counts. */
export type Where =
  | { readonly kind: 'everywhere' }
  | {
      readonly kind: 'places';
      readonly environments: readonly ResolvedService['environment'][];
      readonly stacks: readonly string[];
    };

/** What a role may do, and where. There are no rules that forbid: what none grants is refused. */
export interface Rule {
  readonly role: string;
  readonly may: 'everything' | readonly Permission[];
  readonly where: Where;
}

/** Whether a rule's places cover one. What the configuration doesn't know only `everywhere` covers, and so `all`. */
export function coversPlace(where: Where, place: Place): boolean {
  if (where.kind === 'everywhere') return true;
  switch (place.kind) {
    case 'all':
    case 'elsewhere':
      return false;
    case 'environment':
      return where.environments.includes(place.environment);
    case 'stack':
      return where.environments.includes(place.environment) || where.stacks.includes(place.stack);
  }
}

/** Whether a rule is about a permission. */
export const allows = ({ may }: Rule, permission: Permission): boolean =>
  may === 'everything' || may.includes(permission);

/** The name of the role of those whom `access: may-start` lists. */
export const MAY_START = 'may-start';

/** What `access: may-start` means: a role of these people, who may do everything everywhere; nothing where it is empty. */
export const mayStartGrant = (
  users: readonly string[],
): { readonly roles: readonly Role[]; readonly rules: readonly Rule[] } =>
  users.length === 0
    ? { roles: [], rules: [] }
    : {
        roles: [{ name: MAY_START, takes: 'either', groups: [], users }],
        rules: [{ role: MAY_START, may: 'everything', where: { kind: 'everywhere' } }],
      };
