import { ecsClients } from '../aws/clients.ts';
import { ecrImages } from '../aws/ecr/ecr-images.ts';
import { ecsClusters } from '../aws/ecs/ecs-clusters.ts';
import { ecsServices } from '../aws/ecs/ecs-services.ts';
import { ecsTaskDefinitions } from '../aws/ecs/ecs-task-definitions.ts';
import { ecsTasks } from '../aws/ecs/ecs-tasks.ts';
import { serviceRevisions } from '../aws/ecs/service-revisions.ts';
import { elbTargets } from '../aws/elb/elb-targets.ts';
import { cloudWatchLogs } from '../aws/logs/cloudwatch-logs.ts';
import type { Config } from '../config/config.ts';
import type { EcsClusters } from '../domain/ports/ecs-clusters.ts';
import type { EcsServices } from '../domain/ports/ecs-services.ts';
import type { EcsTasks } from '../domain/ports/ecs-tasks.ts';
import type { ImageRegistry } from '../domain/ports/image-registry.ts';
import type { Logs } from '../domain/ports/logs.ts';
import type { ServiceRevisions } from '../domain/ports/service-revisions.ts';
import type { TargetHealth } from '../domain/ports/target-health.ts';
import type { TaskDefinitions } from '../domain/ports/task-definitions.ts';

/** ECS over the same clients; the images that it runs, what its tasks log, and what load balancers think of them. */
export interface Ecs {
  readonly services: EcsServices;
  readonly clusters: EcsClusters;
  readonly tasks: EcsTasks;
  readonly taskDefinitions: TaskDefinitions;
  readonly images: ImageRegistry;
  readonly logs: Logs;
  readonly targets: TargetHealth;
  readonly revisions: ServiceRevisions;
}

/** ECS, with the configured time-outs. */
export function ecs(config: Config): Ecs {
  const { awsConnect, awsRequest } = config.limits;
  const timeouts = { connectTimeoutMs: awsConnect, requestTimeoutMs: awsRequest };
  const clients = ecsClients(timeouts);
  return {
    services: ecsServices(clients),
    clusters: ecsClusters(clients),
    tasks: ecsTasks(clients),
    taskDefinitions: ecsTaskDefinitions(clients),
    images: ecrImages(timeouts),
    logs: cloudWatchLogs(timeouts),
    targets: elbTargets(timeouts),
    revisions: serviceRevisions(clients),
  };
}
