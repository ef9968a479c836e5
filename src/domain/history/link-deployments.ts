import { type DurationMs, type EpochMs, minutes } from '../clock.ts';

/** A deployment (`ecs-svc/…`) whose service deployment isn't known. */
export interface Unlinked {
  readonly id: string;
  readonly taskDefinition: string;
  readonly at: EpochMs;
  /** `older`: another is PRIMARY by now. */
  readonly is: 'primary' | 'older';
}

/** A service deployment whose deployment isn't known. */
export interface UnlinkedServiceDeployment {
  readonly arn: string;
  readonly taskDefinition: string;
  readonly at: EpochMs;
  /** `back`: ECS takes it back, or has. */
  readonly goes: 'forward' | 'back';
}

/** ECS makes both of one request; both times are ECS's own. */
const TOGETHER_MS: DurationMs = minutes(1);

/**
 * Which service deployment rolls out which deployment: ECS doesn't say. Both are of the same revision and began at
 * about the same time, and neither has another that is nearer. The PRIMARY of a service deployment that goes back is
 * the deployment that ECS goes back with, so it isn't the one that was rolled out. Answers ids by ARN; where nothing is
 * near enough there is none.
 */
export function linkDeployments(
  deployments: readonly Unlinked[],
  serviceDeployments: readonly UnlinkedServiceDeployment[],
): ReadonlyMap<string, string> {
  const fits = (one: Unlinked, other: UnlinkedServiceDeployment): boolean =>
    one.taskDefinition === other.taskDefinition &&
    Math.abs(one.at - other.at) <= TOGETHER_MS &&
    !(one.is === 'primary' && other.goes === 'back');
  return new Map(
    serviceDeployments.flatMap((other) => {
      const found = nearest(
        deployments.filter((one) => fits(one, other)),
        other.at,
      );
      if (!found) return [];
      const back = nearest(
        serviceDeployments.filter((one) => fits(found, one)),
        found.at,
      );
      return back === other ? [[other.arn, found.id] as const] : [];
    }),
  );
}

const nearest = <T extends { readonly at: EpochMs }>(all: readonly T[], at: EpochMs): T | undefined =>
  [...all].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
