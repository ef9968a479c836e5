import type { FoundContainer, FoundService } from '../ports/ecs-inventory.ts';

/**
 * The container that a service is about, rather than its helpers: the first that its load balancers send to, else the
 * first without which the task stops. Undefined where the service has none.
 */
export const mainContainer = ({
  containers,
  balanced,
}: Pick<FoundService, 'containers' | 'balanced'>): FoundContainer | undefined =>
  containers.find(({ name }) => balanced.includes(name)) ??
  containers.find(({ essential }) => essential) ??
  containers[0];
