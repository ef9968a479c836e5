import { z } from 'zod';
import { servicesIn } from './find.ts';
import { operation } from './operation.ts';
import { serviceDeploymentShape } from './shapes.ts';

const Input = z.object({ serviceDeploymentArns: z.array(z.string()).min(1).max(20) });

/** DescribeServiceDeployments: at most 20; unknown ones are failures with the reason MISSING. */
export const describeServiceDeployments = operation(
  'DescribeServiceDeployments',
  Input,
  ({ serviceDeploymentArns }, scope) => {
    const all = servicesIn(scope).flatMap((service) =>
      service.serviceDeployments.map((one) => ({ service, one })),
    );
    const found = serviceDeploymentArns.map((arn) => ({ arn, hit: all.find(({ one }) => one.arn === arn) }));
    return {
      serviceDeployments: found.flatMap(({ hit }) =>
        hit ? [serviceDeploymentShape(hit.service, hit.one)] : [],
      ),
      failures: found.flatMap(({ arn, hit }) => (hit ? [] : [{ arn, reason: 'MISSING' }])),
    };
  },
);
