import { ecsClients } from '../aws/clients.ts';
import { cloudWatchAlarms } from '../aws/cloudwatch/cloudwatch-alarms.ts';
import { ecrImages } from '../aws/ecr/ecr-images.ts';
import { ecsClusters } from '../aws/ecs/ecs-clusters.ts';
import { ecsServices } from '../aws/ecs/ecs-services.ts';
import { ecsTaskDefinitions } from '../aws/ecs/ecs-task-definitions.ts';
import { ecsTasks } from '../aws/ecs/ecs-tasks.ts';
import { runsAs } from '../aws/ecs/own-service.ts';
import { serviceRevisions } from '../aws/ecs/service-revisions.ts';
import { elbTargets } from '../aws/elb/elb-targets.ts';
import { iamRoles } from '../aws/iam/iam-roles.ts';
import { cloudWatchLogs } from '../aws/logs/cloudwatch-logs.ts';
import { cloudWatchLiveTail } from '../aws/logs/live-tail.ts';
import { cloudWatchLogGroups } from '../aws/logs/log-groups.ts';
import { applicationScaling } from '../aws/scaling/application-scaling.ts';
import { awsSecretStore } from '../aws/secrets/secret-store.ts';
import type { Config } from '../config/config.ts';
import type { Alarms } from '../domain/ports/alarms.ts';
import type { EcsClusters } from '../domain/ports/ecs-clusters.ts';
import type { EcsServices } from '../domain/ports/ecs-services.ts';
import type { EcsTasks } from '../domain/ports/ecs-tasks.ts';
import type { ImageRegistry } from '../domain/ports/image-registry.ts';
import type { LiveTail } from '../domain/ports/live-tail.ts';
import type { Log } from '../domain/ports/log.ts';
import type { LogGroups } from '../domain/ports/log-groups.ts';
import type { Logs } from '../domain/ports/logs.ts';
import type { Roles } from '../domain/ports/roles.ts';
import type { Scaling } from '../domain/ports/scaling.ts';
import type { SecretStore } from '../domain/ports/secret-store.ts';
import type { ServiceRevisions } from '../domain/ports/service-revisions.ts';
import type { TargetHealth } from '../domain/ports/target-health.ts';
import type { TaskDefinitions } from '../domain/ports/task-definitions.ts';
import { redactorOf } from './redactor.ts';

/**
 * ECS over the same clients; the images that it runs, what its tasks log, what load balancers think of them, the alarms that
 * watch it and what scales it.
 */
export interface Ecs {
  readonly services: EcsServices;
  readonly clusters: EcsClusters;
  readonly tasks: EcsTasks;
  readonly taskDefinitions: TaskDefinitions;
  readonly images: ImageRegistry;
  readonly logs: Logs;
  readonly tail: LiveTail;
  readonly roles: Roles;
  readonly secrets: SecretStore;
  readonly logGroups: LogGroups;
  readonly targets: TargetHealth;
  readonly revisions: ServiceRevisions;
  readonly alarms: Alarms;
  readonly scaling: Scaling;
}

/** As what this process runs, which it never operates on; what can't be found out is logged. */
export async function ownThings(config: Config, log: Log): Promise<readonly string[]> {
  const { awsConnect, awsRequest } = config.limits;
  const clients = ecsClients({ connectTimeoutMs: awsConnect, requestTimeoutMs: awsRequest });
  const as = await runsAs(config.ecsMetadata, clients, awsConnect);
  clients.destroy();
  if (as.kind === 'service') log.info({ own: as.thing }, 'this process runs as a service of ECS');
  if (as.kind === 'unknown')
    log.warn(
      { why: redactorOf(config).text(as.why) },
      'as which service of ECS this process runs is not known: list it under own in the configuration',
    );
  return as.kind === 'service' ? [as.thing] : [];
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
    tail: cloudWatchLiveTail(timeouts),
    roles: iamRoles(timeouts),
    secrets: awsSecretStore(timeouts),
    logGroups: cloudWatchLogGroups(timeouts),
    targets: elbTargets(timeouts),
    revisions: serviceRevisions(clients),
    alarms: cloudWatchAlarms(timeouts),
    scaling: applicationScaling(timeouts),
  };
}
