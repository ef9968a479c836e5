import { z } from 'zod';
import { EcsError, invalidParameter } from './errors.ts';
import { operation } from './operation.ts';

const Input = z.object({
  serviceDeploymentArn: z.string(),
  hookId: z.string(),
  action: z.enum(['CONTINUE', 'ROLLBACK']).default('CONTINUE'),
});

/** ContinueServiceDeployment: a deployment that waits at a PAUSE hook goes on, or back (ECS API). */
export const continueServiceDeployment = operation('ContinueServiceDeployment', Input, (input, { world }) => {
  const { serviceDeploymentArn } = input;
  switch (world.answerHook(serviceDeploymentArn, input.hookId, input.action)) {
    case 'answered':
      return { serviceDeploymentArn };
    case 'unknown':
      throw new EcsError('ServiceDeploymentNotFoundException', 'Service deployment not found.');
    case 'not-waiting':
      throw invalidParameter('The lifecycle hook is not awaiting an action.');
  }
});
