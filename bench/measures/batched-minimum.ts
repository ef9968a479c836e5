import { z } from 'zod';
import type { RecordedCall } from '../../sandbox/ecs/http/record.ts';

/** ECS API: DescribeServices takes 10 services, DescribeServiceDeployments 20, of one cluster's services a call here. */
const SERVICES_A_CALL = 10;
const DEPLOYMENTS_A_CALL = 20;

/** The fewest calls that read every rollout once, service and service deployment, given the rollouts of each cluster. */
export const batchedMinimum = (perCluster: readonly number[]): number =>
  perCluster.reduce(
    (sum, rollouts) => sum + Math.ceil(rollouts / SERVICES_A_CALL) + Math.ceil(rollouts / DEPLOYMENTS_A_CALL),
    0,
  );

const Input = z.object({ serviceDeploymentArns: z.array(z.string()) });

/** When each service deployment was described, oldest first (epoch ms). */
export function readsOf(
  calls: readonly Pick<RecordedCall, 'at' | 'call' | 'input'>[],
): Map<string, number[]> {
  const reads = new Map<string, number[]>();
  for (const { at, call, input } of calls) {
    if (call !== 'DescribeServiceDeployments') continue;
    for (const arn of Input.parse(input).serviceDeploymentArns) {
      const times = reads.get(arn);
      if (times) times.push(at);
      else reads.set(arn, [at]);
    }
  }
  return reads;
}

/**
 * The longest time in a window during which each rollout was not described, the window's edges counting as reads: few
 * calls are worth something only while everything is still read.
 */
export function longestUnread(
  calls: readonly Pick<RecordedCall, 'at' | 'call' | 'input'>[],
  arns: readonly string[],
  from: number,
  to: number,
): readonly number[] {
  const reads = readsOf(calls);
  return arns.map((arn) => {
    const times = [from, ...(reads.get(arn) ?? []).filter((at) => at >= from && at <= to), to];
    return Math.max(...times.slice(1).map((at, n) => at - (times[n] ?? from)));
  });
}
