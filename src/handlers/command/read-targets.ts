import type { DurationMs } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { inTime, PATIENCE } from '../../domain/in-time.ts';
import type { TargetHealth } from '../../domain/ports/target-health.ts';
import type { Result } from '../../domain/result.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { TargetsSeen } from '../../domain/tasks/target-group.ts';

/** What a service's load balancers see. */
interface Asked {
  readonly targets: TargetHealth;
  readonly target: ResolvedService;
  /** The service, which names its groups. */
  readonly described: Promise<Result<ServiceSnapshot, Fault>>;
  readonly patience?: DurationMs;
}

/** Reads every group of a service at once. What can't be read, or doesn't come in time, is said to be unknown. */
export async function readTargets({
  targets,
  target,
  described,
  patience = PATIENCE,
}: Asked): Promise<TargetsSeen> {
  const service = await inTime(described, patience);
  if (service === 'late' || !service.ok) return { groups: [], unread: [unknown(service)] };
  const { targetGroups = [] } = service.value;
  const read = await Promise.all(targetGroups.map((arn) => inTime(targets.ofGroup(target, arn), patience)));
  return {
    groups: read.flatMap((one) => (one !== 'late' && one.ok ? [one.value] : [])),
    unread: [...new Set(read.flatMap((one) => (one !== 'late' && one.ok ? [] : [unknown(one)])))],
  };
}

const unknown = (read: Result<unknown, Fault> | 'late'): string =>
  `The targets' health is unknown: ${read === 'late' || read.ok ? "AWS didn't answer in time." : ruleFor(read.fault).sentence}`;
