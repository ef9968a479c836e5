import { z } from 'zod';
import { EcsError, serviceNotFound } from './errors.ts';
import { nameOf, servicesOf } from './find.ts';
import { operation } from './operation.ts';
import { serviceShape } from './shapes.ts';
import { findTaskDefinition } from './task-definition.ts';

const Input = z.object({
  cluster: z.string().optional(),
  service: z.string(),
  forceNewDeployment: z.boolean().optional(),
  taskDefinition: z.string().optional(),
  desiredCount: z.int().min(0).optional(),
});

/** UpdateService: no client token, so a second call begins a second deployment. Answers the new state at once. */
export const updateService = operation('UpdateService', Input, (input, scope) => {
  const name = nameOf(input.service);
  const service = servicesOf(input.cluster, scope).find((one) => one.name === name);
  if (service === undefined) throw serviceNotFound();
  if (service.status !== 'ACTIVE') throw new EcsError('ServiceNotActiveException', 'Service was not ACTIVE.');
  // What was just registered may be run, however far reads lag.
  const found =
    input.taskDefinition === undefined
      ? undefined
      : findTaskDefinition(input.taskDefinition, scope.world.taskDefinitions, scope.region);
  if (found?.status === 'INACTIVE') throw new EcsError('ClientException', 'TaskDefinition is inactive');
  const taskDefinition = found?.arn;
  const updated = scope.world.update(
    { region: scope.region, cluster: service.cluster, service: name },
    {
      force: input.forceNewDeployment ?? false,
      ...(taskDefinition === undefined ? {} : { taskDefinition }),
      ...(input.desiredCount === undefined ? {} : { desired: input.desiredCount }),
    },
  );
  if (updated === undefined) throw serviceNotFound();
  return { service: serviceShape(updated) };
});
