import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetHealth } from '../../domain/ports/target-health.ts';
import { ok } from '../../domain/result.ts';
import type { TargetGroup } from '../../domain/tasks/target-group.ts';
import { ask } from '../ecs/ask.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';
import { checkOf, targetOf } from './target-group.ts';

/** The adapter, and how to close its connections. */
export interface ElbTargets extends TargetHealth {
  destroy(): void;
}

/** The answer, or undefined where the group isn't there. */
async function unlessGone<T>(sent: Promise<T>): Promise<T | undefined> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof TargetGroupNotFoundException) return undefined;
    throw error;
  }
}

/**
 * Load balancers on the AWS SDK. Permissions: elasticloadbalancing:DescribeTargetHealth and
 * elasticloadbalancing:DescribeTargetGroups, both on `*` (Service Authorization Reference, Elastic Load Balancing V2).
 */
export const elbTargets = (options: ClientOptions = {}): ElbTargets => {
  const kept = keptClients((settings) => new ElasticLoadBalancingV2Client(settings), options);
  return {
    destroy: kept.destroy,

    async ofGroup(place, arn) {
      const client = kept.of('read', place);
      const what = `target group ${arn} (${place.account}, ${place.region})`;
      const [health, check] = await Promise.all([
        ask(
          { call: 'elasticloadbalancing:DescribeTargetHealth', what },
          () => unlessGone(client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }))),
          (answer): ReturnType<typeof ok<TargetGroup>> =>
            ok(
              answer === undefined
                ? { kind: 'gone', arn }
                : { kind: 'there', arn, targets: (answer.TargetHealthDescriptions ?? []).map(targetOf) },
            ),
        ),
        ask(
          { call: 'elasticloadbalancing:DescribeTargetGroups', what },
          () => unlessGone(client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }))),
          (answer) => ok(checkOf(answer?.TargetGroups?.[0])),
        ),
      ]);
      if (!health.ok || health.value.kind === 'gone' || !check.ok || check.value === undefined) return health;
      return ok({ ...health.value, check: check.value });
    },
  };
};
