import {
  DescribeServiceRevisionsCommand,
  type ServiceRevision as EcsServiceRevision,
} from '@aws-sdk/client-ecs';
import type { Fault } from '../../domain/fault/fault.ts';
import type { ClusterRef } from '../../domain/ports/ecs-clusters.ts';
import type { RunningImage, ServiceRevisions } from '../../domain/ports/service-revisions.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { EcsClients } from '../clients.ts';
import { ask } from './ask.ts';
import { required } from './required.ts';

const imagesOf = ({ containerImages = [] }: EcsServiceRevision): readonly RunningImage[] =>
  containerImages.flatMap(({ containerName: container, image, imageDigest }) =>
    container === undefined || image === undefined
      ? []
      : [{ container, image, ...(imageDigest === undefined ? {} : { digest: imageDigest }) }],
  );

/**
 * Service revisions on the AWS SDK. Permission: ecs:DescribeServiceRevisions on `service-revision/CLUSTER/*` (Service
 * Authorization Reference, Amazon ECS).
 */
export const serviceRevisions = (clients: EcsClients): ServiceRevisions => {
  const read = <T>(
    cluster: ClusterRef,
    arns: readonly string[],
    of: (revision: EcsServiceRevision) => T,
  ): Promise<Result<ReadonlyMap<string, T>, Fault>> =>
    ask(
      {
        call: 'ecs:DescribeServiceRevisions',
        what: `service revisions of cluster ${cluster.cluster} (${cluster.account}, ${cluster.region})`,
      },
      () =>
        clients
          .reading(cluster)
          .send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...arns] })),
      ({ serviceRevisions: revisions = [] }) =>
        ok(new Map(revisions.map((one) => [one.serviceRevisionArn ?? '', of(one)]))),
    );
  return {
    images: (cluster, arns) => read(cluster, arns, imagesOf),
    describe: (cluster, arns) =>
      read(cluster, arns, (one) => ({
        taskDefinition: required(one.taskDefinition, 'serviceRevision.taskDefinition'),
        images: imagesOf(one),
      })),
  };
};
