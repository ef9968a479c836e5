import { z } from 'zod';
import { EcsError } from '../ecs/api/errors.ts';
import { type Answer, cut, seconds } from '../ecs/api/operation.ts';
import type { ScalableTargets, Scaled } from './scalable-targets.ts';

/** Application Auto Scaling API, DescribeScalableTargets. Of the dimensions that there are the sandbox has one. */
const Input = z
  .object({
    ServiceNamespace: z.string(),
    ResourceIds: z.array(z.string().min(1).max(1600)).max(50).optional(),
    ScalableDimension: z.string().optional(),
    MaxResults: z.int().min(1).max(50).optional(),
    NextToken: z.string().optional(),
  })
  .refine(({ ScalableDimension, ResourceIds }) => ScalableDimension === undefined || ResourceIds, {
    message: 'If you specify a scalable dimension, you must also specify a resource ID.',
  });

const DIMENSION = 'ecs:service:DesiredCount';

/** DescribeScalableTargets: what isn't registered is left out. */
export function describeScalableTargets(raw: unknown, targets: ScalableTargets, region: string): Answer {
  const parsed = Input.safeParse(raw);
  if (!parsed.success) throw new EcsError('ValidationException', z.prettifyError(parsed.error));
  const { ServiceNamespace, ResourceIds, ScalableDimension, MaxResults, NextToken } = parsed.data;
  const isOurs =
    ServiceNamespace === 'ecs' && (ScalableDimension === undefined || ScalableDimension === DIMENSION);
  const found = (isOurs ? targets.in(region) : []).filter(
    (scaled) => ResourceIds === undefined || ResourceIds.includes(resourceOf(scaled)),
  );
  const { items, nextToken } = cut(found, { maxResults: MaxResults, nextToken: NextToken }, 50);
  return {
    ScalableTargets: items.map((scaled) => shape(scaled, targets.account)),
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
}

const resourceOf = ({ cluster, service }: Scaled): string => `service/${cluster}/${service}`;

const shape = (scaled: Scaled, account: string) => ({
  ServiceNamespace: 'ecs',
  ResourceId: resourceOf(scaled),
  ScalableDimension: DIMENSION,
  MinCapacity: scaled.min,
  MaxCapacity: scaled.max,
  RoleARN: `arn:aws:iam::${account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
  CreationTime: seconds(Date.UTC(2026, 1, 1)),
  SuspendedState: {
    DynamicScalingInSuspended: scaled.suspended?.includes('in') ?? false,
    DynamicScalingOutSuspended: scaled.suspended?.includes('out') ?? false,
    ScheduledScalingSuspended: scaled.suspended?.includes('scheduled') ?? false,
  },
});
