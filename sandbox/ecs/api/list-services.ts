import { z } from 'zod';
import { servicesOf } from './find.ts';
import { cut, operation, page } from './operation.ts';

/** ListServices: 10 a page unless told (ECS API, ListServices). */
export const listServices = operation(
  'ListServices',
  z.object({ cluster: z.string().optional(), ...page }),
  (input, scope) => {
    const { items, ...rest } = cut(servicesOf(input.cluster, scope), input, 10);
    return { serviceArns: items.map((one) => one.arn), ...rest };
  },
);
