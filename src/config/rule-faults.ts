import { Permission } from '../domain/guard/permission.ts';
import { Environment } from './access.ts';
import { listedTwice } from './duplicates.ts';
import { type PlacedFault, suggestion } from './file-faults.ts';
import type { Outline } from './outline.ts';

type Path = readonly PropertyKey[];

/** What a place may be called: an environment or a stack. */
const placesOf = (stacks: Outline['stacks']): readonly string[] => [
  ...Environment.options,
  ...Object.keys(stacks),
];

/** A name that names nothing; none where there is no name. */
export const missingName = (
  kind: string,
  name: string | undefined,
  known: readonly string[],
  path: Path,
): PlacedFault[] =>
  name === undefined || known.includes(name)
    ? []
    : [{ path, message: `there is no such ${kind}: ${suggestion(name, known)}` }];

/** Places that there aren't, that could be two, or that stand twice in a list. */
export function placeFaults(
  { stacks }: Pick<Outline, 'stacks'>,
  where: readonly (string | undefined)[],
  path: Path,
): PlacedFault[] {
  const environments: readonly string[] = Environment.options;
  return [
    ...where.flatMap((name, i) => missingName('environment or stack', name, placesOf(stacks), [...path, i])),
    ...where.flatMap((name, i) =>
      name !== undefined && environments.includes(name) && Object.hasOwn(stacks, name)
        ? [{ path: [...path, i], message: 'is an environment and a stack: give the stack another name' }]
        : [],
    ),
    ...listedTwice(where, path),
  ];
}

/** Rules about a role, a permission or a place that there isn't, or whose place could be two. */
export function ruleFaults(outline: Outline): PlacedFault[] {
  const { roles, rules } = outline;
  return rules.flatMap((rule, at) => {
    const path = (...more: Path): Path => ['rules', at, ...more];
    return [
      ...missingName('role', rule.role, Object.keys(roles), path('role')),
      ...rule.may.flatMap((name, i) => missingName('permission', name, Permission.options, path('may', i))),
      ...listedTwice(rule.may, path('may')),
      ...placeFaults(outline, rule.in, path('in')),
    ];
  });
}
