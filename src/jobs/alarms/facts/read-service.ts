import type { IncidentAlarm } from '../../../domain/alarm/incident.ts';
import { troubleOf } from '../../../domain/alarm/trouble.ts';
import { type DurationMs, type EpochMs, hours, minutes } from '../../../domain/clock.ts';
import type { RunNumber } from '../../../domain/ids.ts';
import type { LogLine } from '../../../domain/logs/log-line.ts';
import { looksLikeError } from '../../../domain/logs/noise.ts';
import { DEPLOYMENTS_KEPT, type SeenDeployment } from '../../../domain/ports/deployment-history.ts';
import type { ScalingRange } from '../../../domain/ports/scaling.ts';
import { ok } from '../../../domain/result.ts';
import type { ServiceSnapshot } from '../../../domain/rollout/service-snapshot.ts';
import type { Run } from '../../../domain/run/run.ts';
import type { ResolvedService } from '../../../domain/target/service.ts';
import type { ServiceTasks } from '../../../domain/tasks/service-tasks.ts';
import type { TargetGroup } from '../../../domain/tasks/target-group.ts';
import type { FactsParts } from './facts-parts.ts';
import type { PartReader } from './part-reader.ts';
import { readGroups } from './read-groups.ts';

/** Deployments of so long a time are told. */
export const DEPLOYMENTS_SINCE: DurationMs = hours(6);
/** So many of them, the newest. */
export const DEPLOYMENTS_TOLD = 5;

/** Errors of so long a time are looked at, and so many lines: more say the same again. */
const LOG_SINCE: DurationMs = minutes(30);
const LOG_LINES = 50;

/** What was read of a service; what couldn't be is absent. */
export interface ServiceSeen {
  readonly snapshot?: ServiceSnapshot | undefined;
  readonly tasks?: ServiceTasks | undefined;
  /** Newest first. */
  readonly errors?: readonly LogLine[] | undefined;
  readonly groups?: readonly TargetGroup[] | undefined;
  readonly history?: readonly SeenDeployment[] | undefined;
  /** The runs of the newest deployments. */
  readonly runs: ReadonlyMap<RunNumber, Run>;
  readonly scaling?: ScalingRange | 'none' | undefined;
}

/** Reads all of it at once; each part for itself, and the whole within one part's patience. */
export async function readService(
  parts: FactsParts,
  reader: PartReader,
  {
    service,
    alarm,
    at,
    patience,
  }: {
    readonly service: ResolvedService;
    readonly alarm: IncidentAlarm;
    readonly at: EpochMs;
    readonly patience: DurationMs;
  },
): Promise<ServiceSeen> {
  const describing = reader.read('the service', patience, () => parts.ecs.describe(service));
  const remembering = reader.read('the deployments', patience, async () =>
    ok(await parts.history.of(service, DEPLOYMENTS_KEPT)),
  );
  const isLoad = ['cpu', 'response-time'].includes(troubleOf(alarm));
  const [snapshot, tasks, log, groups, history, runs, scaling] = await Promise.all([
    describing,
    reader.read('the tasks', patience, () => parts.tasks.ofService(service)),
    reader.read('the log', patience, () =>
      parts.logs.newest(service, {
        from: at - LOG_SINCE,
        to: at,
        wanted: ({ text }) => looksLikeError(text),
        most: LOG_LINES,
      }),
    ),
    reader.read('the load balancer', patience, async () =>
      readGroups(parts.targets, service, (await describing)?.targetGroups),
    ),
    remembering,
    reader.read('who deployed', patience, async () => ok(await runsOf(parts, (await remembering) ?? [], at))),
    isLoad ? reader.read('autoscaling', patience, () => parts.scaling.rangeOf(service)) : undefined,
  ]);
  return { snapshot, tasks, errors: log?.lines, groups, history, runs: runs ?? new Map(), scaling };
}

async function runsOf(
  { runs }: Pick<FactsParts, 'runs'>,
  history: readonly SeenDeployment[],
  at: EpochMs,
): Promise<ReadonlyMap<RunNumber, Run>> {
  const numbers = history
    .filter((one) => one.at >= at - DEPLOYMENTS_SINCE)
    .flatMap(({ run }) => run ?? [])
    .slice(0, DEPLOYMENTS_TOLD);
  const read = await Promise.all([...new Set(numbers)].map((number) => runs.byNumber(number)));
  return new Map(read.flatMap((run) => (run ? [[run.number, run] as const] : [])));
}
