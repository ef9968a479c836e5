import type { Watch } from '../../domain/rollout/rollout-view.ts';
import type { ResolvedService } from '../../domain/target/service.ts';

/** The cluster whose watcher looks at a service. */
export const watchedCluster = ({ account, region, cluster, role }: ResolvedService): Watch['cluster'] => ({
  account,
  region,
  cluster,
  ...(role === undefined ? {} : { role }),
});
