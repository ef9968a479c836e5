import { DescribeServiceRevisionsCommand } from '@aws-sdk/client-ecs';
import type { ServiceRevisions } from '../../domain/ports/service-revisions.ts';
import { ok } from '../../domain/result.ts';
import type { EcsClients } from '../clients.ts';
import { ask } from './ask.ts';

/**
 * Service revisions on the AWS SDK. Permission: ecs:DescribeServiceRevisions on `service-revision/CLUSTER/*` (Service
 * Authorization Reference, Amazon ECS).
 */
export const serviceRevisions = (clients: EcsClients): ServiceRevisions => ({
  images: (cluster, arns) =>
    ask(
      {
        call: 'ecs:DescribeServiceRevisions',
        what: `service revisions of cluster ${cluster.cluster} (${cluster.account}, ${cluster.region})`,
      },
      () =>
        clients
          .reading(cluster)
          .send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...arns] })),
      ({ serviceRevisions: read = [] }) =>
        ok(
          new Map(
            read.map(({ serviceRevisionArn = '', containerImages = [] }) => [
              serviceRevisionArn,
              containerImages.flatMap(({ containerName: container, image, imageDigest }) =>
                container === undefined || image === undefined
                  ? []
                  : [{ container, image, ...(imageDigest === undefined ? {} : { digest: imageDigest }) }],
              ),
            ]),
          ),
        ),
    ),
});
