import { z } from 'zod';
import { type Deployment, primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';

/** The deployment that ECS began for the run, or that was found when it looked whether it had. */
export const Asked = z.object({ deployment: z.string(), adopted: z.boolean() });
export type Asked = z.output<typeof Asked>;

/** Stored before UpdateService is called; what reading back compares with. */
export const AskIntent = z.object({ notPrimary: z.string(), taskDefinition: z.string() });
export type AskIntent = z.output<typeof AskIntent>;

/**
 * A deployment that began after the intent. It is known by not being the one from before, never by its time:
 * AWS's clock and ours may differ.
 */
export const newPrimary = (snapshot: ServiceSnapshot, notPrimary: string): Deployment | undefined => {
  const primary = primaryOf(snapshot);
  return primary && primary.id !== notPrimary ? primary : undefined;
};
