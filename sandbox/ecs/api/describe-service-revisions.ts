import { createHash } from 'node:crypto';
import { z } from 'zod';
import { servicesIn } from './find.ts';
import { operation, seconds } from './operation.ts';

const Input = z.object({ serviceRevisionArns: z.array(z.string()).min(1).max(20) });

const digest = (image: string) => `sha256:${createHash('sha256').update(image).digest('hex')}`;

/** DescribeServiceRevisions: at most 20; an image's digest is that of its name. */
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
                containerImages: [
                  {
                    containerName: hit.service.container,
                    image: hit.one.image,
                    imageDigest: digest(hit.one.image),
                  },
                ],
                createdAt: seconds(hit.one.createdAt),
              },
            ]
          : [],
      ),
      failures: found.flatMap(({ arn, hit }) => (hit ? [] : [{ arn, reason: 'MISSING' }])),
    };
  },
);
