import type { IncidentAlarm } from '../../../domain/alarm/incident.ts';
import { troubleOf } from '../../../domain/alarm/trouble.ts';
import type { Fault } from '../../../domain/fault/fault.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { ResolvedService } from '../../../domain/target/service.ts';
import type { Target, TargetGroup } from '../../../domain/tasks/target-group.ts';
import type { FactsParts } from './facts-parts.ts';
import { readGroups } from './read-groups.ts';
import type { Subject } from './subject.ts';

/** So many services of a stack are asked: each takes two calls or more. */
const MOST = 20;

/** A service with what its load balancers see. */
interface Asked {
  readonly service: ResolvedService;
  readonly groups: readonly TargetGroup[];
}

/**
 * The service that an alarm of a load balancer tells of, where the alarm itself names none: the one that its target group
 * belongs to, else the one of the stack with the most targets that are ill. `undefined` where that can't be told: the alarm
 * is of something else, or no target is ill. A service that can't be read is a fault unless another is found.
 */
export async function findService(
  parts: Pick<FactsParts, 'ecs' | 'targets' | 'catalog'>,
  { alarm, stack }: Subject,
): Promise<Result<ResolvedService | undefined, Fault>> {
  if (stack === undefined || !isOfLoadBalancer(alarm)) return ok(undefined);
  const services = parts.catalog.services.filter(
    (service) =>
      service.stack === stack &&
      (alarm.account ?? service.account) === service.account &&
      (alarm.region ?? service.region) === service.region,
  );
  const read = await Promise.all(services.slice(0, MOST).map((service) => groupsOf(parts, service)));
  const asked = read.flatMap((one) => (one.ok ? [one.value] : []));
  const found = byTargetGroup(asked, dimension(alarm, 'TargetGroup')) ?? worst(asked);
  const failed = read.find((one) => !one.ok);
  return found === undefined && failed !== undefined ? failed : ok(found);
}

const isOfLoadBalancer = (alarm: IncidentAlarm): boolean =>
  dimension(alarm, 'LoadBalancer') !== undefined ||
  dimension(alarm, 'TargetGroup') !== undefined ||
  ['unhealthy-targets', 'server-errors', 'response-time'].includes(troubleOf(alarm));

/** Their names come in lower case, too. */
const dimension = ({ dimensions }: IncidentAlarm, name: string): string | undefined =>
  Object.entries(dimensions).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

async function groupsOf(
  { ecs, targets }: Pick<FactsParts, 'ecs' | 'targets'>,
  service: ResolvedService,
): Promise<Result<Asked, Fault>> {
  const described = await ecs.describe(service);
  if (!described.ok) return described;
  const groups = await readGroups(targets, service, described.value.targetGroups);
  return groups.ok ? ok({ service, groups: groups.value }) : groups;
}

/** CloudWatch has the end of a group's ARN: `targetgroup/NAME/ID`. */
const byTargetGroup = (asked: readonly Asked[], said: string | undefined): ResolvedService | undefined =>
  said === undefined
    ? undefined
    : asked.find(({ groups }) => groups.some(({ arn }) => arn.endsWith(`:${said}`)))?.service;

function worst(asked: readonly Asked[]): ResolvedService | undefined {
  const [first] = asked
    .map(({ service, groups }) => ({ service, ill: count(groups, 'unhealthy') }))
    .filter(({ ill }) => ill > 0)
    .sort((a, b) => b.ill - a.ill || (a.service.service < b.service.service ? -1 : 1));
  return first?.service;
}

const count = (groups: readonly TargetGroup[], wanted: Target['state']): number =>
  groups
    .flatMap((group) => (group.kind === 'there' ? group.targets : []))
    .filter(({ state }) => state === wanted).length;
