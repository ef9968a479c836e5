import type { ApprovalRule } from '../domain/approval/approval-rule.ts';
import type { Wish } from '../domain/guard/may-do.ts';
import type { Place } from '../domain/guard/place.ts';
import { MAY_START, type Role, type Rule, type Where } from '../domain/guard/policy.ts';

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const ids = (all: readonly string[]): string[] => all.map((id) => `\`${id}\``);

/** Groups as people read them: `group S0ONCALL`. */
export const groupWords = (groups: readonly string[]): string =>
  `${groups.length === 1 ? 'group' : 'groups'} ${or.format(ids(groups))}`;

/** A role and who has it: *operator* (the Slack group `S0ONCALL`). */
export const roleWords = (role: Role): string =>
  role.name === MAY_START
    ? "those in `access: may-start` of Wheelhouse's configuration"
    : `*${role.name}* (${whoHas(role)})`;

function whoHas({ takes, groups, users }: Role): string {
  const inGroup = `in the Slack ${groupWords(groups)}`;
  const listed = "listed in Wheelhouse's configuration";
  if (takes === 'both') return `who is ${inGroup} and ${listed}`;
  if (users.length === 0) return `who is ${inGroup}`;
  return groups.length === 0 ? `who is ${listed}` : `who is ${inGroup} or ${listed}`;
}

/** Where: `everything`, *production*, a stack. */
function placeWords(place: Place): string {
  switch (place.kind) {
    case 'all':
      return 'everywhere';
    case 'environment':
      return `in *${place.environment}*`;
    case 'stack':
      return `in *${place.stack}* (${place.environment})`;
    case 'elsewhere':
      return "in what Wheelhouse's configuration doesn't know any more";
  }
}

/** What somebody wants to do: `restart` in *prod-us-east-1* (production). */
export function wishWords(wish: Wish | 'anything'): string {
  if (wish === 'anything') return 'change anything';
  const { permission, place } = wish;
  return place === 'somewhere' ? `\`${permission}\`` : `\`${permission}\` ${placeWords(place)}`;
}

/** What a rule lets do, and where: `restart`, `scale` in *staging*. */
export function ruleWords({ may, where }: Pick<Rule, 'may' | 'where'>): string {
  const what = may === 'everything' ? '*everything*' : and.format(ids(may));
  return `${what} ${whereWords(where)}`;
}

const whereWords = (where: Where): string =>
  where.kind === 'everywhere'
    ? 'everywhere'
    : `in ${and.format([...where.environments, ...where.stacks].map((name) => `*${name}*`))}`;

/** What takes whose consent, and where: `deploy` in *production*: 2 people of *approver*. */
export function approvalRuleWords({ changes, where, from, people, at }: ApprovalRule): string {
  const what = changes === 'all' ? 'every change' : and.format(ids(changes));
  const whose = or.format(from.map((role) => `*${role}*`));
  return `${what} ${whereWords(where)}: ${people === 1 ? '1 person' : `${people} people`} of ${whose}${at === 'hook' ? ', at ECS’s PAUSE hook' : ''}`;
}
