import { z } from 'zod';
import { servicesIn } from './find.ts';
import { cut, operation, page } from './operation.ts';

/** ListClusters: the ARNs of the region's clusters, 100 a page unless told (ECS API, ListClusters). */
export const listClusters = operation('ListClusters', z.object(page), (input, scope) => {
  const { items, ...rest } = cut([...new Set(servicesIn(scope).map((one) => one.clusterArn))], input);
  return { clusterArns: items, ...rest };
});
