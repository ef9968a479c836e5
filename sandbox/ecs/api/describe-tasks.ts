import { z } from 'zod';
import { nameOf, servicesOf } from './find.ts';
import { operation } from './operation.ts';
import { taskShape } from './shapes.ts';

const Input = z.object({ cluster: z.string().optional(), tasks: z.array(z.string()).min(1).max(100) });

/** DescribeTasks: at most 100; a task that ECS has forgotten is a failure with the reason MISSING. */
export const describeTasks = operation('DescribeTasks', Input, ({ cluster, tasks }, scope) => {
  const all = servicesOf(cluster, scope).flatMap((service) =>
    service.tasks.map((task) => ({ service, task })),
  );
  const found = tasks.map((id) => ({ id, hit: all.find(({ task }) => task.id === nameOf(id)) }));
  return {
    tasks: found.flatMap(({ hit }) => (hit ? [taskShape(hit.service, hit.task)] : [])),
    failures: found.flatMap(({ id, hit }) => (hit ? [] : [{ arn: id, reason: 'MISSING' }])),
  };
});
