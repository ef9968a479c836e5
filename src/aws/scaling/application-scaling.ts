import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  type ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import type { EcsTarget } from '../../domain/ports/ecs-services.ts';
import type { Scaling, ScalingRange } from '../../domain/ports/scaling.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { required } from '../ecs/required.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';

/** What of a service is scaled (Application Auto Scaling API, ScalableTarget). */
const DIMENSION = 'ecs:service:DesiredCount';

/**
 * Application Auto Scaling on the AWS SDK. Permission: application-autoscaling:DescribeScalableTargets, on `*` (Service
 * Authorization Reference, AWS Application Auto Scaling).
 */
export const applicationScaling = (options: ClientOptions = {}): Scaling & { destroy(): void } => {
  const clients = keptClients((settings) => new ApplicationAutoScalingClient(settings), options);
  return {
    destroy: clients.destroy,
    rangeOf: (target) => {
      const resource = resourceOf(target);
      const command = new DescribeScalableTargetsCommand({
        ServiceNamespace: 'ecs',
        ResourceIds: [resource],
        ScalableDimension: DIMENSION,
      });
      return ask(
        {
          call: 'application-autoscaling:DescribeScalableTargets',
          what: `the scaling of ${resource} (${target.account}, ${target.region})`,
        },
        () => clients.of('read', target).send(command),
        ({ ScalableTargets = [] }) => {
          const found = ScalableTargets.find(({ ResourceId }) => ResourceId === resource);
          return ok(found === undefined ? 'none' : rangeOf(found));
        },
      );
    },
  };
};

const resourceOf = ({ cluster, ecsService }: EcsTarget): string => `service/${cluster}/${ecsService}`;

const rangeOf = ({ MinCapacity, MaxCapacity, SuspendedState = {} }: ScalableTarget): ScalingRange => ({
  min: required(MinCapacity, 'scalableTarget.minCapacity'),
  max: required(MaxCapacity, 'scalableTarget.maxCapacity'),
  suspended: [
    ...(SuspendedState.DynamicScalingInSuspended === true ? ['in' as const] : []),
    ...(SuspendedState.DynamicScalingOutSuspended === true ? ['out' as const] : []),
    ...(SuspendedState.ScheduledScalingSuspended === true ? ['scheduled' as const] : []),
  ],
});
