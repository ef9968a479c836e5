import type { Fault } from '../../../domain/fault/fault.ts';
import type { TargetHealth } from '../../../domain/ports/target-health.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { ResolvedService } from '../../../domain/target/service.ts';
import type { TargetGroup } from '../../../domain/tasks/target-group.ts';

/** So many are asked: a service has one or two, and may have five (Amazon ECS service quotas). */
const MOST = 5;

/** A service's target groups, all of them or why not. */
export async function readGroups(
  targets: TargetHealth,
  service: ResolvedService,
  arns: readonly string[] = [],
): Promise<Result<readonly TargetGroup[], Fault>> {
  const read = await Promise.all(arns.slice(0, MOST).map((arn) => targets.ofGroup(service, arn)));
  const failed = read.find((one) => !one.ok);
  return failed ?? ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}
