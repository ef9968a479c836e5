import {
  type ContainerDefinition,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  paginateListClusters,
  paginateListServices,
  type Service,
} from '@aws-sdk/client-ecs';
import type { Fault } from '../../domain/fault/fault.ts';
import type {
  EcsInventory,
  EcsPlace,
  FoundContainer,
  FoundService,
} from '../../domain/ports/ecs-inventory.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { EcsClients } from '../clients.ts';
import { ask } from './ask.ts';
import { oneOf, required } from './required.ts';

/** ListClusters, ListServices: the largest page (ECS API). */
const MAX_PAGE = 100;

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const foundContainer = ({
  name,
  essential,
  image,
  logConfiguration,
}: ContainerDefinition): FoundContainer => {
  // Only this driver writes to CloudWatch by itself (ECS developer guide, "awslogs log driver").
  const logGroup =
    logConfiguration?.logDriver === 'awslogs' ? logConfiguration.options?.['awslogs-group'] : undefined;
  return {
    name: required(name, 'container name'),
    // ECS API, ContainerDefinition: essential unless told otherwise.
    essential: essential ?? true,
    ...(image === undefined ? {} : { image }),
    ...(logGroup === undefined ? {} : { logGroup }),
  };
};

/** Which task definition it runs: with CodeDeploy and with external controllers its primary task set says so. */
const taskDefinitionOf = ({ taskDefinition, taskSets = [] }: Service): string | undefined =>
  taskDefinition ?? taskSets.find(({ status }) => status === 'PRIMARY')?.taskDefinition;

/**
 * What there is, read by the AWS SDK. Permissions: on `*` ecs:ListClusters, ecs:ListServices and
 * ecs:DescribeTaskDefinition; on `service/CLUSTER/*` ecs:DescribeServices (Service Authorization Reference, Amazon ECS).
 */
export const ecsInventory = (clients: EcsClients): EcsInventory => {
  const containersOf = async (
    place: EcsPlace,
    taskDefinition: string | undefined,
  ): Promise<Result<readonly FoundContainer[], Fault>> => {
    if (taskDefinition === undefined) return ok([]);
    return ask(
      { call: 'ecs:DescribeTaskDefinition', what: `task definition ${nameOf(taskDefinition)}` },
      () => clients.reading(place).send(new DescribeTaskDefinitionCommand({ taskDefinition })),
      ({ taskDefinition: read }) => ok((read?.containerDefinitions ?? []).map(foundContainer)),
    );
  };

  const found = async (place: EcsPlace, service: Service): Promise<Result<FoundService, Fault>> => {
    const containers = await containersOf(place, taskDefinitionOf(service));
    if (!containers.ok) return containers;
    const arn = required(service.serviceArn, 'serviceArn');
    return ok({
      account: required(arn.split(':')[4], 'the account of serviceArn'),
      cluster: nameOf(required(service.clusterArn, 'clusterArn')),
      name: required(service.serviceName, 'serviceName'),
      // Absent for services of before there were others (ECS API, DeploymentController).
      controller: oneOf(
        service.deploymentController?.type ?? 'ECS',
        ['ECS', 'CODE_DEPLOY', 'EXTERNAL'],
        'deploymentController.type',
      ),
      balanced: (service.loadBalancers ?? []).flatMap(({ containerName }) => containerName ?? []),
      containers: containers.value,
    });
  };

  return {
    clusters: (place) => {
      const client = clients.reading(place);
      return ask(
        { call: 'ecs:ListClusters', what: `clusters in ${place.region}` },
        () => all(paginateListClusters({ client, pageSize: MAX_PAGE }, {}), (page) => page.clusterArns),
        (arns) => ok(arns.map(nameOf).sort()),
      );
    },

    serviceNames: (place, cluster) => {
      const client = clients.reading(place);
      return ask(
        { call: 'ecs:ListServices', what: `cluster ${cluster} in ${place.region}` },
        () =>
          all(paginateListServices({ client, pageSize: MAX_PAGE }, { cluster }), (page) => page.serviceArns),
        (arns) => ok(arns.map(nameOf).sort()),
      );
    },

    services: async (place, cluster, names) => {
      const command = new DescribeServicesCommand({ cluster, services: [...names] });
      const failed = {
        call: 'ecs:DescribeServices',
        what: `services of cluster ${cluster} in ${place.region}`,
      };
      const read = await ask(
        failed,
        () => clients.reading(place).send(command),
        ({ services = [] }) => ok(services.filter(({ status }) => status === 'ACTIVE')),
      );
      if (!read.ok) return read;
      const each = await Promise.all(
        read.value.map((service) =>
          ask(
            failed,
            () => found(place, service),
            (result) => result,
          ),
        ),
      );
      const services: FoundService[] = [];
      for (const one of each) {
        if (!one.ok) return one;
        services.push(one.value);
      }
      return ok(services);
    },
  };
};

/** Every item of every page. */
async function all<P>(
  pages: AsyncIterable<P>,
  itemsOf: (page: P) => readonly string[] | undefined,
): Promise<string[]> {
  const items: string[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
