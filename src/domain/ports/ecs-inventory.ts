import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';

/** Where to look, and as whom: a role to assume, or the person's own identity. */
export interface EcsPlace {
  readonly region: string;
  readonly role?: string;
}

/** A container of a task definition. */
export interface FoundContainer {
  readonly name: string;
  /** Whether the task stops when it stops. */
  readonly essential: boolean;
  /** Its image, as the task definition names it. */
  readonly image?: string;
  /** The CloudWatch log group that it writes to; absent where it writes elsewhere. */
  readonly logGroup?: string;
}

/** A service as it stands in ECS. */
export interface FoundService {
  /** 12 digits. */
  readonly account: string;
  readonly cluster: string;
  readonly name: string;
  /** Who makes its deployments. */
  readonly controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  /** The containers that its load balancers send to. */
  readonly balanced: readonly string[];
  /** Those of its task definition, in that order; none where it has no task definition. */
  readonly containers: readonly FoundContainer[];
}

/** DescribeServices takes this many at most (ECS API). */
export const FOUND_A_READ = 10;

/** Reads of what there is, for those who don't know it yet. Nothing throws. */
export interface EcsInventory {
  /** The names of all clusters. */
  clusters(place: EcsPlace): Promise<Result<readonly string[], Fault>>;

  /** The names of all services of a cluster, in alphabetical order. `missing` when there is no such cluster. */
  serviceNames(place: EcsPlace, cluster: string): Promise<Result<readonly string[], Fault>>;

  /** At most 10 services, with their task definitions. One that is gone, or being deleted, is left out. */
  services(
    place: EcsPlace,
    cluster: string,
    names: readonly string[],
  ): Promise<Result<readonly FoundService[], Fault>>;
}
