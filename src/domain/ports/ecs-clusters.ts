import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ServiceDeployment } from '../rollout/service-deployment.ts';
import type { ServiceSnapshot } from '../rollout/service-snapshot.ts';
import type { ResolvedService } from '../target/service.ts';

/** A cluster as one set of credentials sees it. */
export type ClusterRef = Pick<ResolvedService, 'account' | 'role' | 'region' | 'cluster'>;

/** DescribeServices takes this many at most (ECS API). */
export const SERVICES_A_READ = 10;
/** DescribeServiceDeployments takes this many at most (ECS API). */
export const SERVICE_DEPLOYMENTS_A_READ = 20;

/** Reads of many things of one cluster at once, for those who watch. Nothing throws. */
export interface EcsClusters {
  /** DescribeServices of at most 10, by name. What isn't there is absent from the answer. */
  services(
    cluster: ClusterRef,
    names: readonly string[],
  ): Promise<Result<ReadonlyMap<string, ServiceSnapshot>, Fault>>;

  /** DescribeServiceDeployments of at most 20, by ARN. What ECS doesn't know (yet) is absent from the answer. */
  serviceDeployments(
    cluster: ClusterRef,
    arns: readonly string[],
  ): Promise<Result<ReadonlyMap<string, ServiceDeployment>, Fault>>;
}

/** One name for a cluster and the credentials that see it. */
export const clusterKey = ({ account, role, region, cluster }: ClusterRef): string =>
  [account, role ?? '-', region, cluster].join('|');
