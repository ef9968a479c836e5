import { ecsClients } from '../aws/clients.ts';
import { ecsServices } from '../aws/ecs/ecs-services.ts';
import type { Config } from '../config/config.ts';
import type { EcsServices } from '../domain/ports/ecs-services.ts';

/** ECS, with the configured time-outs. */
export function ecs(config: Config): EcsServices {
  const { awsConnect, awsRequest } = config.limits;
  return ecsServices(ecsClients({ connectTimeoutMs: awsConnect, requestTimeoutMs: awsRequest }));
}
