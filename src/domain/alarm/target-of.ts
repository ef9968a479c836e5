import { type Catalog, indexed, servicesThatAre } from '../target/catalog.ts';
import { lockName, type ResolvedService, type StackName } from '../target/service.ts';
import type { AlarmReport } from './report.ts';

/** What of the configuration an alarm tells of, as far as that is certain. */
export interface AlarmTarget {
  readonly service?: ResolvedService;
  readonly stack?: StackName;
  readonly environment?: ResolvedService['environment'];
}

/** What an alarm's target is found by. */
export type AlarmMarks = Pick<AlarmReport, 'fingerprint' | 'account' | 'region' | 'dimensions' | 'labels'>;

type Services = readonly ResolvedService[];

const placeName = ({ account, region }: Pick<ResolvedService, 'account' | 'region'>): string =>
  `${account}/${region}`;

/** Services by the fingerprints of the alarms that they list. */
const listing = indexed((service) =>
  service.alarms.map((alarm) => `cloudwatch/${placeName(service)}/${alarm}`),
);

const inPlace = indexed((service) => [placeName(service)]);

/** The ways to find it, from the surest; the first that finds any counts. */
const WAYS: readonly ((alarm: AlarmMarks, catalog: Catalog) => AlarmTarget | undefined)[] = [
  (alarm, catalog) => {
    const listed = listing(catalog).get(alarm.fingerprint) ?? [];
    return whole(oneNamed(listed, alarm) ?? listed);
  },
  (alarm, catalog) => whole(dimensioned(alarm, catalog)),
  (alarm, catalog) => (isAlert(alarm) ? labelled(alarm.labels, catalog.services) : undefined),
  ({ account = '', region = '' }, catalog) => {
    const there = whole(inPlace(catalog).get(placeName({ account, region })) ?? []);
    return there?.stack === undefined ? undefined : withoutService(there);
  },
];

/**
 * Which service an alarm tells of: the one that lists it, else the one that its dimensions name, else the one that an
 * alert's labels name. Where several services of one stack come into question, or where only one stack is in its account
 * and region, the stack is known and the service isn't. Nothing is guessed: an empty answer means that it isn't known.
 */
export function targetOf(alarm: AlarmMarks, catalog: Catalog): AlarmTarget {
  for (const way of WAYS) {
    const found = way(alarm, catalog);
    if (found !== undefined) return found;
  }
  return {};
}

const isAlert = ({ fingerprint }: AlarmMarks): boolean => fingerprint.startsWith('alertmanager/');

/** What these services have in common; undefined where there are none. */
function whole(services: Services): AlarmTarget | undefined {
  const [service, ...others] = services;
  if (service === undefined) return undefined;
  const { stack, environment } = service;
  if (others.length === 0) return { service, stack, environment };
  if (others.every((other) => other.stack === stack)) return { stack, environment };
  return others.every((other) => other.environment === environment) ? { environment } : {};
}

const withoutService = ({ stack, environment }: AlarmTarget): AlarmTarget => ({
  ...(stack === undefined ? {} : { stack }),
  ...(environment === undefined ? {} : { environment }),
});

/** The services that the dimensions of `AWS/ECS` name (Amazon ECS Developer Guide, "CloudWatch metrics"). */
function dimensioned({ account, region, dimensions }: AlarmMarks, catalog: Catalog): Services {
  const { ClusterName: cluster, ServiceName: ecsService } = dimensions;
  if ([account, region, cluster, ecsService].includes(undefined)) return [];
  return servicesThatAre(
    catalog,
    lockName({
      account: account ?? '',
      region: region ?? '',
      cluster: cluster ?? '',
      ecsService: ecsService ?? '',
    }),
  );
}

/** Those of several services that the dimensions name. */
function oneNamed(services: Services, { dimensions }: AlarmMarks): Services | undefined {
  const named = services.filter(
    ({ cluster, ecsService }) =>
      cluster === dimensions['ClusterName'] && ecsService === dimensions['ServiceName'],
  );
  return named.length === 0 ? undefined : named;
}

/**
 * By an alert's labels: a stack by `wheelhouse_stack`, `stack` or a `namespace` that is called like it, and in it a
 * service by `service` or `deployment`, else by `job`, under its own name or its name in ECS: a `job` is what was scraped,
 * which often is the service itself and often an exporter for many. A service's name alone says nothing: every cluster may
 * have one called so.
 */
function labelled(labels: AlarmMarks['labels'], services: Services): AlarmTarget | undefined {
  const stack = [labels['wheelhouse_stack'], labels['stack'], labels['namespace']]
    .map((name) => services.filter((service) => service.stack === name))
    .find((found) => found.length > 0);
  if (stack === undefined) return undefined;
  const said = calledOneOf(stack, [labels['service'], labels['deployment']]);
  const named = said.length > 0 ? said : calledOneOf(stack, [labels['job']]);
  const found = whole(named.length > 0 ? named : stack);
  return named.length === 1 || found === undefined ? found : withoutService(found);
}

const calledOneOf = (services: Services, names: readonly (string | undefined)[]): Services =>
  services.filter(({ service, ecsService }) => names.includes(service) || names.includes(ecsService));
