import { MAY_START } from '../domain/guard/policy.ts';
import { isStrong } from './access.ts';
import { listedTwice } from './duplicates.ts';
import { shown } from './fault.ts';
import type { PlacedFault } from './file-faults.ts';
import type { Outline } from './outline.ts';

/**
 * Each group is read twice within `groups-for` by each bot, and Slack takes about 20 such calls a minute for the whole
 * app (docs: usergroups.users.list, tier 2).
 */
const MOST_GROUPS = 10;

/** Roles that nobody could have, that have a name of another meaning, or take too many groups; and people who are two. */
export const roleFaults = (outline: Outline): PlacedFault[] => [
  ...Object.entries(outline.roles).flatMap(([name, role]) => [
    ...nameFault(name).map((message) => ({ path: ['roles', name], message })),
    ...emptyFault(name, role, outline).map((message) => ({ path: ['roles', name], message })),
    ...listedTwice(role.groups, ['roles', name, 'groups']),
    ...listedTwice(role.users, ['roles', name, 'users']),
  ]),
  ...tooMany(outline),
  ...peopleFaults(outline),
];

function nameFault(name: string): string[] {
  if (name === MAY_START) return ['is what access: may-start gives: choose another name'];
  return /^[a-z0-9][a-z0-9-]*$/.test(name)
    ? []
    : ["isn't a name for a role: use lower-case letters, digits and hyphens"];
}

function emptyFault(
  name: string,
  { groups, users }: Outline['roles'][string],
  { approvals }: Outline,
): string[] {
  const missing = [...(groups.length === 0 ? ['groups'] : []), ...(users.length === 0 ? ['users'] : [])];
  if (isStrong(name, approvals)) {
    return missing.length === 0
      ? []
      : [
          `takes both, membership in one of its groups and a line in its users: write ${missing.join(' and ')} too`,
        ];
  }
  return missing.length === 2 ? ['has nobody in it: write groups or users'] : [];
}

function tooMany({ roles }: Outline): PlacedFault[] {
  const groups = new Set(
    Object.values(roles).flatMap((role) => role.groups.filter((id) => id !== undefined)),
  );
  const message = `names ${groups.size} groups, and Slack can be asked often enough about ${MOST_GROUPS}: use fewer`;
  return groups.size > MOST_GROUPS ? [{ path: ['roles'], message }] : [];
}

/** Accounts of one person stand together, and each of them once. */
function peopleFaults({ people }: Outline): PlacedFault[] {
  return people.flatMap((accounts, at) => {
    const single =
      accounts.length < 2 ? ['names one account: write all that are one person, or take it out'] : [];
    const elsewhere = accounts.flatMap((account, position) => {
      const first = people
        .slice(0, at)
        .findIndex((others) => account !== undefined && others.includes(account));
      const message = `is one person with ${shown(people[first]?.[0] ?? '')} already: write all their accounts in one list`;
      return first < 0 ? [] : [{ path: ['people', at, position], message }];
    });
    return [
      ...single.map((message) => ({ path: ['people', at], message })),
      ...listedTwice(accounts, ['people', at]),
      ...elsewhere,
    ];
  });
}
