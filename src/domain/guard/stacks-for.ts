import type { AccessPolicy } from '../people/access.ts';
import type { Catalog } from '../target/catalog.ts';
import type { StackName } from '../target/service.ts';
import { mayDo } from './may-do.ts';
import type { Permission } from './permission.ts';
import type { Standing } from './standing.ts';

/** The stacks in which somebody may do something. */
export function stacksFor(
  policy: AccessPolicy,
  standing: Standing,
  { services }: Catalog,
  permission: Permission,
): ReadonlySet<StackName> {
  const stacks = new Map(services.map(({ stack, environment }) => [stack, environment]));
  return new Set(
    [...stacks]
      .filter(([stack, environment]) => {
        const place = { kind: 'stack', stack, environment } as const;
        return mayDo(policy, standing, { permission, place }).kind === 'yes';
      })
      .map(([stack]) => stack),
  );
}
