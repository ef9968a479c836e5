import { z } from 'zod';
import { servicesIn } from './find.ts';
import { operation, seconds } from './operation.ts';

const Input = z.object({ serviceRevisionArns: z.array(z.string()).min(1).max(20) });

/** DescribeServiceRevisions: at most 20, with the digests that the images' names had when each began. */
export const describeServiceRevisions = operation(
  'DescribeServiceRevisions',
  Input,
  ({ serviceRevisionArns }, scope) => {
    const all = servicesIn(scope).flatMap((service) => service.revisions.map((one) => ({ service, one })));
    const found = serviceRevisionArns.map((arn) => ({ arn, hit: all.find(({ one }) => one.arn === arn) }));
    return {
      serviceRevisions: found.flatMap(({ hit }) =>
        hit
          ? [
              {
                serviceRevisionArn: hit.one.arn,
                serviceArn: hit.service.arn,
                clusterArn: hit.service.clusterArn,
                taskDefinition: hit.one.taskDefinition,
                launchType: 'FARGATE',
                containerImages: hit.one.images.map(({ container, image, digest }) => ({
                  containerName: container,
                  image,
                  imageDigest: digest,
                })),
                createdAt: seconds(hit.one.createdAt),
              },
            ]
          : [],
      ),
      failures: found.flatMap(({ arn, hit }) => (hit ? [] : [{ arn, reason: 'MISSING' }])),
    };
  },
);
