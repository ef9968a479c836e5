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

/** What a deployment runs, as ECS keeps it (ECS API, ServiceRevision). */
export interface ServiceRevision {
  /** The ARN of its revision. */
  readonly taskDefinition: string;
  /** With the digests that ECS found for their names; it keeps none where version consistency is off. */
  readonly images: readonly RunningImage[];
}

/** DescribeServiceRevisions takes this many at most (ECS API). */
export const REVISIONS_A_READ = 20;

/** Reads of service revisions. Nothing throws. */
export interface ServiceRevisions {
  /** DescribeServiceRevisions of at most 20, by ARN. What ECS doesn't know is absent from the answer. */
  describe(
    cluster: ClusterRef,
    arns: readonly string[],
  ): Promise<Result<ReadonlyMap<string, ServiceRevision>, Fault>>;

  /** The images alone, of at most 20. */
  images(
    cluster: ClusterRef,
    arns: readonly string[],
  ): Promise<Result<ReadonlyMap<string, readonly RunningImage[]>, Fault>>;
}
