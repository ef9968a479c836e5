import { z } from 'zod';
import { Fault } from '../fault/fault.ts';
import { ResolvedService } from '../target/service.ts';
import { ServiceDeployment } from './service-deployment.ts';
import { ServiceSnapshot } from './service-snapshot.ts';

/** What a waiting run wants to be told about: a service, and the deployment that it follows. */
export const Watch = z.object({
  cluster: ResolvedService.pick({ account: true, role: true, region: true, cluster: true }),
  ecsService: z.string(),
  /** Absent on services for which ECS keeps no service deployments. */
  serviceDeployment: z.string().optional(),
  /** `ecs-svc/…`; runs that wait since an earlier build don't say it. */
  deployment: z.string().optional(),
  /** The run itself, where it follows no deployment of its own: what others saw of the service isn't news of it. */
  run: z.string().optional(),
});
export type Watch = z.infer<typeof Watch>;

/**
 * What the watcher of a cluster last saw of a rollout, and when (epoch milliseconds). A fault says that the last
 * read failed; what was seen before stays.
 */
export const RolloutView = z.object({
  seenAt: z.number(),
  snapshot: ServiceSnapshot.optional(),
  serviceDeployment: ServiceDeployment.optional(),
  fault: Fault.optional(),
});
export type RolloutView = z.infer<typeof RolloutView>;
