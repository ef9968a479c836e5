import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { EcsTarget } from './ecs-services.ts';

/** Between what and what a service is scaled by itself. */
export interface ScalingRange {
  readonly min: number;
  readonly max: number;
  /** Which directions are switched off (Application Auto Scaling API, SuspendedState). */
  readonly suspended: readonly ('in' | 'out' | 'scheduled')[];
}

/** Reads of Application Auto Scaling. Nothing throws. */
export interface Scaling {
  /** DescribeScalableTargets of a service's desired count. `none`: nothing scales it. */
  rangeOf(target: EcsTarget): Promise<Result<ScalingRange | 'none', Fault>>;
}
