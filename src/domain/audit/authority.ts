import { z } from 'zod';
import type { AlarmPolicy } from '../alarm/alarm-policy.ts';
import type { Policy } from '../operation/step.ts';
import type { AccessPolicy } from '../people/access.ts';
import type { Catalog } from '../target/catalog.ts';
import type { Gates } from '../window/shut-gates.ts';
import { canonical } from './canonical.ts';
import type { PolicyChange } from './entry.ts';

/** The part of a configuration that says who may do what, what is done without being asked, and who hears of changes. */
export interface Authority {
  readonly access: AccessPolicy;
  readonly policy: Policy;
  readonly gates: Gates;
  readonly alarms?: AlarmAuthority;
  /** The channels in which a change of all this is announced. */
  readonly announcedIn: readonly string[];
}

/** Whose alarms are believed, who hears of them and is called, and what begins by itself. Where order counts, by number. */
interface AlarmAuthority
  extends Pick<AlarmPolicy, 'topics' | 'queues' | 'channel' | 'critical' | 'automatic'> {
  readonly routes: Readonly<Record<string, AlarmPolicy['routes'][number]>>;
  readonly escalation: Readonly<Record<string, AlarmPolicy['escalation'][number]>>;
  readonly alertmanagers?: AlarmPolicy['alertmanagers'];
  readonly sharedTopics?: AlarmPolicy['sharedTopics'];
}

/** What of a configuration an authority is made of. */
interface Configured extends Pick<Authority, 'access' | 'policy' | 'gates'> {
  readonly catalog: Pick<Catalog, 'services'>;
  readonly audit: { readonly channel?: string };
  readonly alarms?: AlarmPolicy;
}

const numbered = <T>(list: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(list.map((one, i) => [String(i + 1), one]));

const alarmAuthority = ({
  topics,
  queues,
  channel,
  critical,
  automatic,
  sharedTopics,
  alertmanagers,
  routes,
  escalation,
}: AlarmPolicy): AlarmAuthority => ({
  ...{ topics, queues, channel, critical, automatic },
  // Absent where there are none, as they were before any could be named.
  ...(sharedTopics ? { sharedTopics } : {}),
  ...(alertmanagers.length === 0 ? {} : { alertmanagers }),
  routes: numbered(routes),
  escalation: numbered(escalation),
});

/** The authority of a configuration. Changes are announced in its audit channel, or where production's are. */
export function authorityOf({ access, policy, gates, alarms, catalog, audit }: Configured): Authority {
  const changes = catalog.services.flatMap(({ environment, changesChannel }) =>
    environment === 'production' && changesChannel !== undefined ? [changesChannel] : [],
  );
  return {
    ...{ access, policy, gates },
    ...(alarms ? { alarms: alarmAuthority(alarms) } : {}),
    announcedIn: audit.channel === undefined ? [...new Set(changes)].sort() : [audit.channel],
  };
}

const Announced = z.object({ announcedIn: z.array(z.string()) });

/**
 * Where to announce that one policy took the place of another: where either says. So nobody takes the announcement
 * away in the same stroke. Both are what JSON made of an authority.
 */
export const announcedWhere = (before: unknown, after: unknown): string[] => [
  ...new Set([before, after].flatMap((one) => Announced.safeParse(one).data?.announcedIn ?? [])),
];

const hasName = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

/**
 * Every value under its path. A list is one value, since its order means nothing; one of things with names is each of
 * them under its name: `access.roles.approver.users`.
 */
function leaves(value: unknown, path = ''): [string, string][] {
  if (Array.isArray(value) && value.length > 0 && value.every(hasName))
    return value.flatMap((one) => leaves(one, `${path}.${one.name}`));
  if (Array.isArray(value)) {
    const all: readonly unknown[] = value;
    const sorted = [...all].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
    return [[path, canonical(sorted)]];
  }
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
