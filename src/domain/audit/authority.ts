import type { Policy } from '../operation/step.ts';
import type { AccessPolicy } from '../people/access.ts';
import { canonical } from './canonical.ts';
import type { PolicyChange } from './entry.ts';

/** The part of a configuration that says who may do what, and what is done without being asked. */
export interface Authority {
  readonly access: AccessPolicy;
  readonly policy: Policy;
}

/** The authority of a configuration, and nothing else of it. */
export const authorityOf = ({ access, policy }: Authority): Authority => ({ access, policy });

/** Every value under its path: `access.mayStart` is one value, since its order means nothing. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (Array.isArray(value)) return [[path, `[${value.map(canonical).sort().join(',')}]`]];
  if (typeof value !== 'object' || value === null) return [[path, canonical(value)]];
  return Object.entries(value).flatMap(([key, field]) => leaves(field, path === '' ? key : `${path}.${key}`));
}

/** What is another after than before, by path. Both are what JSON made of an authority: earlier builds had other parts. */
export function policyChanges(before: unknown, after: unknown): PolicyChange[] {
  const [was, is] = [new Map(leaves(before)), new Map(leaves(after))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .sort()
    .map((path) => {
      const [old, now] = [was.get(path), is.get(path)];
      return {
        path,
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
      };
    });
}
