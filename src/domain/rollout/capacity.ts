import type { ServiceSnapshot } from './service-snapshot.ts';

/** How many tasks keep running while a service is rolled, and how many run at once at most. */
export interface RollCapacity {
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * The tasks that ECS keeps and allows while it rolls (ECS API, DeploymentConfiguration: the minimum is rounded up, the
 * maximum down). A deployment with stages brings all new tasks up beside all old ones. Undefined where the service
 * doesn't say.
 */
export function rollCapacity({
  desired,
  rolls,
}: Pick<ServiceSnapshot, 'desired' | 'rolls'>): RollCapacity | undefined {
  if (!rolls) return undefined;
  if (rolls.strategy !== 'ROLLING') return { atLeast: desired, atMost: 2 * desired };
  return {
    atLeast: Math.ceil((desired * rolls.minimumHealthyPercent) / 100),
    atMost: Math.floor((desired * rolls.maximumPercent) / 100),
  };
}
