import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ClusterRef } from './ecs-clusters.ts';

/** What a container of a service revision runs. */
export interface RunningImage {
  readonly container: string;
  /** As the task definition names it. */
  readonly image: string;
  /** `sha256:…`; absent where ECS doesn't resolve it. */
  readonly digest?: string;
}

/** DescribeServiceRevisions takes this many at most (ECS API). */
export const REVISIONS_A_READ = 20;

/** Reads of service revisions. Nothing throws. */
export interface ServiceRevisions {
  /** DescribeServiceRevisions of at most 20, by ARN. What ECS doesn't know is absent from the answer. */
  images(
    cluster: ClusterRef,
    arns: readonly string[],
  ): Promise<Result<ReadonlyMap<string, readonly RunningImage[]>, Fault>>;
}
