import { DescribeServiceDeploymentsCommand, DescribeServicesCommand } from '@aws-sdk/client-ecs';
import type { EcsClusters } from '../../domain/ports/ecs-clusters.ts';
import { ok } from '../../domain/result.ts';
import type { EcsClients } from '../clients.ts';
import { ask } from './ask.ts';
import { serviceDeployment } from './service-deployment.ts';
import { serviceSnapshot } from './service-snapshot.ts';

/**
 * Batched reads on the AWS SDK. Permissions: ecs:DescribeServices on `service/CLUSTER/*` and
 * ecs:DescribeServiceDeployments on `service-deployment/CLUSTER/*` (Service Authorization Reference, Amazon ECS).
 */
export const ecsClusters = (clients: EcsClients): EcsClusters => ({
  services: (cluster, names) => {
    const what = `services of cluster ${cluster.cluster} (${cluster.account}, ${cluster.region})`;
    const command = new DescribeServicesCommand({ cluster: cluster.cluster, services: [...names] });
    return ask(
      { call: 'ecs:DescribeServices', what },
      () => clients.reading(cluster).send(command),
      ({ services = [] }) => {
        // Credentials that lead to another account show another account's services: none of those that were meant.
        const own = services.filter(({ serviceArn }) => serviceArn?.split(':')[4] === cluster.account);
        return ok(new Map(own.map((service) => [service.serviceName ?? '', serviceSnapshot(service)])));
      },
    );
  },

  serviceDeployments: (cluster, arns) => {
    const what = `service deployments of cluster ${cluster.cluster} (${cluster.account}, ${cluster.region})`;
    const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [...arns] });
    return ask(
      { call: 'ecs:DescribeServiceDeployments', what },
      () => clients.reading(cluster).send(command),
      ({ serviceDeployments = [] }) => {
        const read = serviceDeployments.map(serviceDeployment);
        return ok(new Map(read.map((one) => [one.arn, one])));
      },
    );
  },
});
