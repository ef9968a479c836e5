import type { World } from '../world/world.ts';
import { continueServiceDeployment } from './continue-service-deployment.ts';
import { deregisterTaskDefinition } from './deregister-task-definition.ts';
import { describeClusters } from './describe-clusters.ts';
import { describeServiceDeployments } from './describe-service-deployments.ts';
import { describeServiceRevisions } from './describe-service-revisions.ts';
import { describeServices } from './describe-services.ts';
import { describeTaskDefinition } from './describe-task-definition.ts';
import { describeTasks } from './describe-tasks.ts';
import { listClusters } from './list-clusters.ts';
import { listServiceDeployments } from './list-service-deployments.ts';
import { listServices } from './list-services.ts';
import { listTaskDefinitions } from './list-task-definitions.ts';
import { listTasks } from './list-tasks.ts';
import { type Answer, type Operation, unknownOperation } from './operation.ts';
import { registerTaskDefinition } from './register-task-definition.ts';
import { stopServiceDeployment } from './stop-service-deployment.ts';
import { updateService } from './update-service.ts';

/** Every call that this ECS knows, by name. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    continueServiceDeployment,
    deregisterTaskDefinition,
    describeClusters,
    describeServiceDeployments,
    describeServiceRevisions,
    describeServices,
    describeTaskDefinition,
    describeTasks,
    listClusters,
    listServiceDeployments,
    listServices,
    listTaskDefinitions,
    listTasks,
    registerTaskDefinition,
    stopServiceDeployment,
    updateService,
  ].map((one) => [one.name, one]),
);

/** Does a call in the world as it is. Throws an EcsError for what ECS refuses, also for a call that it doesn't know. */
export function performEcs(
  {
    operation,
    region,
    input,
  }: { readonly operation: string; readonly region: string; readonly input: unknown },
  world: World,
): Answer {
  const known = operations.get(operation);
  if (known === undefined) throw unknownOperation(operation);
  return known.perform(input, { world, region });
}
