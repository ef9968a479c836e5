import { shown } from './fault.ts';
import type { PlacedFault } from './file-faults.ts';
import type { Outline } from './outline.ts';

type Services = Outline['systems'][string]['services'];

/** What a service is in ECS: `cluster/service`. */
const thingOf = ({ cluster, service }: Services[string]): string | undefined =>
  cluster !== undefined && service !== undefined ? `${cluster}/${service}` : undefined;

const thingsOf = (services: Services): string[] =>
  Object.values(services).flatMap((service) => thingOf(service) ?? []);

/** Each entry with the earlier ones: what a duplicate can be a duplicate of. */
const withEarlier = <T>(entries: readonly T[]): { entry: T; earlier: readonly T[] }[] =>
  entries.map((entry, at) => ({ entry, earlier: entries.slice(0, at) }));

/** Two names for one ECS service inside a system. */
function insideSystems({ systems }: Outline): PlacedFault[] {
  return Object.entries(systems).flatMap(([system, { services }]) =>
    withEarlier(Object.entries(services)).flatMap(({ entry: [name, service], earlier }) => {
      const thing = thingOf(service);
      const twin = earlier.find(([, other]) => thing !== undefined && thingOf(other) === thing);
      if (!twin) return [];
      const message = `is the same ECS service as ${shown(twin[0])}: correct one or remove it`;
      return [{ path: ['systems', system, 'services', name], message }];
    }),
  );
}

/** Two stacks that stand for the same ECS services: each would be steered under two names. */
function betweenStacks({ systems, stacks }: Outline): PlacedFault[] {
  const servicesOf = (system: string | undefined): Services => systems[system ?? '']?.services ?? {};
  return withEarlier(Object.entries(stacks)).flatMap(({ entry: [name, stack], earlier }) => {
    const things = new Set(thingsOf(servicesOf(stack.system)));
    const twin = earlier.find(
      ([, { account, region, system }]) =>
        account !== undefined &&
        region !== undefined &&
        account === stack.account &&
        region === stack.region &&
        thingsOf(servicesOf(system)).some((thing) => things.has(thing)),
    );
    if (!twin) return [];
    const message = `has the same ECS services as ${shown(twin[0])}, in the same account and region: correct one or remove it`;
    return [{ path: ['stacks', name], message }];
  });
}

/** What stands twice in a list, the second time. */
export const listedTwice = (
  list: readonly (string | undefined)[],
  path: readonly PropertyKey[],
): PlacedFault[] =>
  withEarlier(list).flatMap(({ entry, earlier }, at) =>
    entry !== undefined && earlier.includes(entry)
      ? [{ path: [...path, at], message: 'is listed already: remove one of the two' }]
      : [],
  );

/** An alarm that a service lists twice. Two services may list the same one: a load balancer's is of both. */
const alarmsTwice = ({ systems }: Outline): PlacedFault[] =>
  Object.entries(systems).flatMap(([system, { services }]) =>
    Object.entries(services).flatMap(([name, { alarms }]) =>
      listedTwice(alarms, ['systems', system, 'services', name, 'alarms']),
    ),
  );

/** A role of another account than the stack says: its locks and its messages would name the wrong account. */
const strayRoles = ({ stacks }: Outline): PlacedFault[] =>
  Object.entries(stacks).flatMap(([name, { account, role }]) => {
    const of = /^arn:[\w-]+:iam::(\d{12}):/.exec(role ?? '')?.[1];
    const message = "is a role of another account than the stack's: correct the role or the account";
    return of !== undefined && /^\d{12}$/.test(account ?? '') && of !== account
      ? [{ path: ['stacks', name, 'role'], message }]
      : [];
  });

/** One thing under two names, or two accounts for one stack. */
export const duplicateFaults = (outline: Outline): PlacedFault[] => [
  ...listedTwice(outline.access['may-start'], ['access', 'may-start']),
  ...listedTwice(outline.secrets.environment, ['secrets', 'environment']),
  ...listedTwice(outline.signing['also-trust'], ['signing', 'also-trust']),
  ...alarmsTwice(outline),
  ...insideSystems(outline),
  ...betweenStacks(outline),
  ...strayRoles(outline),
];
