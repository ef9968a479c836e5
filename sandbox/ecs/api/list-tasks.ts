import { z } from 'zod';
import { invalidParameter, serviceNotFound } from './errors.ts';
import { nameOf, servicesOf } from './find.ts';
import { cut, operation, page } from './operation.ts';
import { taskArn } from './shapes.ts';

const Input = z.object({
  cluster: z.string().optional(),
  serviceName: z.string().optional(),
  startedBy: z.string().optional(),
  desiredStatus: z.enum(['RUNNING', 'PENDING', 'STOPPED']).default('RUNNING'),
  ...page,
});

/** ListTasks: by service or by who started it, not by both (ECS API, ListTasks); newest first. */
export const listTasks = operation('ListTasks', Input, (input, scope) => {
  const services = servicesOf(input.cluster, scope);
  if (input.startedBy !== undefined && input.serviceName !== undefined)
    throw invalidParameter('startedBy cannot be combined with serviceName.');
  const { serviceName } = input;
  const chosen =
    serviceName === undefined ? services : services.filter((one) => one.name === nameOf(serviceName));
  if (chosen.length === 0) throw serviceNotFound();
  const arns = chosen.flatMap((service) =>
    service.tasks
      .filter(
        (task) =>
          task.desiredStatus === input.desiredStatus &&
          (input.startedBy === undefined || task.deploymentId === input.startedBy),
      )
      .map((task) => ({ at: task.createdAt, arn: taskArn(service, task) })),
  );
  const { items, ...rest } = cut(arns.reverse(), input);
  return { taskArns: items.map(({ arn }) => arn), ...rest };
});
