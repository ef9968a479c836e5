import { z } from 'zod';
import { nameOf, servicesOf } from './find.ts';
import { operation } from './operation.ts';
import { serviceShape } from './shapes.ts';

const Input = z.object({ cluster: z.string().optional(), services: z.array(z.string()).min(1).max(10) });

/** DescribeServices: at most 10; an unknown service is a failure with the reason MISSING, not an error. */
export const describeServices = operation('DescribeServices', Input, ({ cluster, services }, scope) => {
  const known = servicesOf(cluster, scope);
  const found = services.map((name) => ({ name, service: known.find((one) => one.name === nameOf(name)) }));
  const arn = (name: string) => known[0]?.arn.replace(/[^/]*$/, nameOf(name));
  return {
    services: found.flatMap(({ service }) => (service ? [serviceShape(service)] : [])),
    failures: found.flatMap(({ name, service }) => (service ? [] : [{ arn: arn(name), reason: 'MISSING' }])),
  };
});
