import { Permission } from '../domain/guard/permission.ts';
import { mayStartGrant, type Rule, STRONG_ROLES, type Where } from '../domain/guard/policy.ts';
import type { AccessPolicy } from '../domain/people/access.ts';
import { ResolvedService } from '../domain/target/service.ts';
import type { FileShape } from './file-shape.ts';
import { modeOf } from './mode.ts';

type WrittenRule = NonNullable<FileShape['rules']>[number];

/** What an environment is called. */
export const Environment = ResolvedService.shape.environment;

/** Who may do what, as the file says: `access: may-start` is a role with one rule. Of a file without faults. */
export function accessOf(file: FileShape): AccessPolicy {
  const everything = mayStartGrant(file.access?.['may-start'] ?? []);
  const roles = Object.entries(file.roles ?? {}).map(([name, { groups, users }]) => ({
    name,
    takes: STRONG_ROLES.includes(name) ? ('both' as const) : ('either' as const),
    groups: groups ?? [],
    users: users ?? [],
  }));
  return {
    team: file.slack.team,
    mode: modeOf(file),
    roles: [...everything.roles, ...roles],
    rules: [...everything.rules, ...(file.rules ?? []).map(ruleOf)],
    people: file.people ?? [],
  };
}

const ruleOf = ({ role, may, in: where }: WrittenRule): Rule => ({
  role,
  may: may === 'all' ? 'everything' : may.map((one) => Permission.parse(one)),
  where: whereOf(where),
});

/** Where `in` is: everywhere, or in environments and stacks. */
export function whereOf(where: WrittenRule['in']): Where {
  if (where === 'all') return { kind: 'everywhere' };
  const environments = where.flatMap((name) => Environment.safeParse(name).data ?? []);
  const stacks = where.filter((name) => !Environment.safeParse(name).success);
  return { kind: 'places', environments, stacks };
}
