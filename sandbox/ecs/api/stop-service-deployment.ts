import { z } from 'zod';
import { EcsError } from './errors.ts';
import { operation } from './operation.ts';

const Input = z.object({
  serviceDeploymentArn: z.string(),
  stopType: z.enum(['ROLLBACK', 'ABORT']).optional(),
});

/** StopServiceDeployment: rolls back, whatever the breaker's setting. ABORT is in the SDK but refused by ECS. */
export const stopServiceDeployment = operation('StopServiceDeployment', Input, (input, scope) => {
  if (input.stopType === 'ABORT')
    throw new EcsError(
      'UnsupportedFeatureException',
      'StopServiceDeployment API with ABORT stopType is not supported.',
    );
  switch (scope.world.requestRollback(input.serviceDeploymentArn)) {
    case 'requested':
      return { serviceDeploymentArn: input.serviceDeploymentArn };
    case 'unknown':
      throw new EcsError('ServiceDeploymentNotFoundException', 'Service deployment not found.');
    case 'not-in-flight':
      throw new EcsError(
        'ConflictException',
        'The service deployment cannot be stopped in its current state.',
      );
  }
});
