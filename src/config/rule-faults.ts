import { Permission } from '../domain/guard/permission.ts';
import { Environment } from './access.ts';
import { listedTwice } from './duplicates.ts';
import { type PlacedFault, suggestion } from './file-faults.ts';
import type { Outline } from './outline.ts';

type Path = readonly PropertyKey[];

/** Rules about a role, a permission or a place that there isn't, or whose place could be two. */
export function ruleFaults({ roles, rules, stacks }: Outline): PlacedFault[] {
  const environments: readonly string[] = Environment.options;
  const places = [...environments, ...Object.keys(stacks)];
  const missing = (kind: string, name: string | undefined, known: readonly string[], path: Path) =>
    name === undefined || known.includes(name)
      ? []
      : [{ path, message: `there is no such ${kind}: ${suggestion(name, known)}` }];
  return rules.flatMap((rule, at) => {
    const path = (...more: Path): Path => ['rules', at, ...more];
    return [
      ...missing('role', rule.role, Object.keys(roles), path('role')),
      ...rule.may.flatMap((name, i) => missing('permission', name, Permission.options, path('may', i))),
      ...rule.in.flatMap((name, i) => missing('environment or stack', name, places, path('in', i))),
      ...rule.in.flatMap((name, i) =>
        name !== undefined && environments.includes(name) && Object.hasOwn(stacks, name)
          ? [{ path: path('in', i), message: 'is an environment and a stack: give the stack another name' }]
          : [],
      ),
      ...listedTwice(rule.may, path('may')),
      ...listedTwice(rule.in, path('in')),
    ];
  });
}
