import { describeClusters } from './describe-clusters.ts';
import { describeServiceDeployments } from './describe-service-deployments.ts';
import { describeServiceRevisions } from './describe-service-revisions.ts';
import { describeServices } from './describe-services.ts';
import { describeTaskDefinition } from './describe-task-definition.ts';
import { describeTasks } from './describe-tasks.ts';
import { listClusters } from './list-clusters.ts';
import { listServiceDeployments } from './list-service-deployments.ts';
import { listServices } from './list-services.ts';
import { listTasks } from './list-tasks.ts';
import type { Operation } from './operation.ts';
import { stopServiceDeployment } from './stop-service-deployment.ts';
import { updateService } from './update-service.ts';

/** Every call that this ECS knows, by name. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    describeClusters,
    describeServiceDeployments,
    describeServiceRevisions,
    describeServices,
    describeTaskDefinition,
    describeTasks,
    listClusters,
    listServiceDeployments,
    listServices,
    listTasks,
    stopServiceDeployment,
    updateService,
  ].map((one) => [one.name, one]),
);
