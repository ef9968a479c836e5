import { ecsClients } from '../aws/clients.ts';
import { ecsClusters } from '../aws/ecs/ecs-clusters.ts';
import { ecsServices } from '../aws/ecs/ecs-services.ts';
import type { Config } from '../config/config.ts';
import type { EcsClusters } from '../domain/ports/ecs-clusters.ts';
import type { EcsServices } from '../domain/ports/ecs-services.ts';

/** ECS as services and as clusters, over the same clients. */
export interface Ecs {
  readonly services: EcsServices;
  readonly clusters: EcsClusters;
}

/** ECS, with the configured time-outs. */
export function ecs(config: Config): Ecs {
  const { awsConnect, awsRequest } = config.limits;
  const clients = ecsClients({ connectTimeoutMs: awsConnect, requestTimeoutMs: awsRequest });
  return { services: ecsServices(clients), clusters: ecsClusters(clients) };
}
