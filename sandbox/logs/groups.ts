import type { World } from '../ecs/world/world.ts';
import { groupOf } from './written.ts';

/** The log groups of an account: a group's region and its name. */
export class LogGroups {
  readonly #names = new Map<string, Set<string>>();

  /** Makes a group, where it isn't there already. */
  add(region: string, group: string): void {
    this.#names.set(region, new Set([...this.in(region), group]));
  }

  /** Somebody deletes a group. Throws where there is none. */
  remove(region: string, group: string): void {
    if (!this.#names.get(region)?.delete(group))
      throw new Error(
        `The sandbox has no log group ${group} in ${region}. It has: ${this.in(region).join(', ')}.`,
      );
  }

  has(region: string, group: string): boolean {
    return this.#names.get(region)?.has(group) ?? false;
  }

  /** By name, as CloudWatch Logs sorts them. */
  in(region: string): readonly string[] {
    return [...(this.#names.get(region) ?? [])].sort();
  }
}

/** The groups that an ECS's task definitions name. A revision that is registered later makes none. */
export function logGroupsOf({ taskDefinitions }: World): LogGroups {
  const groups = new LogGroups();
  for (const one of taskDefinitions) {
    for (const { name } of one.containers) {
      const group = groupOf(one, name);
      if (group !== undefined) groups.add(one.region, group);
    }
  }
  return groups;
}
