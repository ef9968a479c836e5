import { z } from 'zod';
import { serviceNotFound } from './errors.ts';
import { nameOf, servicesOf } from './find.ts';
import { cut, operation, page } from './operation.ts';
import { serviceDeploymentBrief } from './shapes.ts';

const Input = z.object({
  service: z.string(),
  cluster: z.string().optional(),
  status: z.array(z.string()).optional(),
  createdAt: z.object({ before: z.number().optional(), after: z.number().optional() }).optional(),
  ...page,
});

/** ListServiceDeployments: newest first; the times to filter by are epoch seconds. */
export const listServiceDeployments = operation('ListServiceDeployments', Input, (input, scope) => {
  const service = servicesOf(input.cluster, scope).find((one) => one.name === nameOf(input.service));
  if (service === undefined) throw serviceNotFound();
  const after = (input.createdAt?.after ?? Number.NEGATIVE_INFINITY) * 1000;
  const before = (input.createdAt?.before ?? Number.POSITIVE_INFINITY) * 1000;
  const matching = service.serviceDeployments.filter(
    (one) =>
      (input.status === undefined || input.status.length === 0 || input.status.includes(one.status)) &&
      one.createdAt > after &&
      one.createdAt < before,
  );
  const { items, ...rest } = cut(matching, input);
  return { serviceDeployments: items.map((one) => serviceDeploymentBrief(service, one)), ...rest };
});
