import type { SandboxUserGroup } from '../options.ts';

/** A user group with the times Slack tells, in seconds since the epoch. */
export interface UserGroup extends SandboxUserGroup {
  createdS: number;
  updatedS: number;
}

/** What a change of membership did. */
export interface MembersChange {
  group: UserGroup;
  added: string[];
  removed: string[];
  /** When the group had been changed before this, in seconds since the epoch. */
  previousS: number;
}

/** The user groups of a workspace. */
export class UserGroups {
  readonly #groups: UserGroup[];
  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(groups: readonly SandboxUserGroup[], now: () => number, changed: () => void) {
    const createdS = Math.floor(now() / 1000);
    this.#groups = groups.map((group) => ({ ...group, createdS, updatedS: createdS }));
    this.#now = now;
    this.#changed = changed;
  }

  all(): readonly UserGroup[] {
    return this.#groups;
  }

  find(id: string): UserGroup | undefined {
    return this.#groups.find((group) => group.id === id);
  }

  /** Gives a group these members. Throws where there is no such group. */
  setMembers(id: string, users: readonly string[]): MembersChange {
    const group = this.find(id);
    if (group === undefined) throw new Error(`No user group ${id} in the sandbox`);
    const before = group.users;
    const previousS = group.updatedS;
    group.users = [...new Set(users)];
    group.updatedS = Math.floor(this.#now() / 1000);
    this.#changed();
    return {
      group,
      added: group.users.filter((user) => !before.includes(user)),
      removed: before.filter((user) => !group.users.includes(user)),
      previousS,
    };
  }
}
