import { z } from 'zod';
import type { Fault } from '../../domain/fault/fault.ts';
import type { Acted } from '../../domain/operation/step.ts';
import type { Result } from '../../domain/result.ts';
import { type Deployment, primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import { revisionName } from './names.ts';

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

/** What came of asking ECS for a deployment, from UpdateService's own answer. */
export function begun(answer: Result<ServiceSnapshot, Fault>, { notPrimary }: AskIntent): Acted<Asked> {
  if (!answer.ok) return { kind: 'fault', fault: answer.fault };
  const primary = newPrimary(answer.value, notPrimary);
  if (!primary) {
    const detail = 'ECS took the request but named no new deployment';
    return { kind: 'fault', fault: { kind: 'malformed', call: 'ecs:UpdateService', detail } };
  }
  return {
    kind: 'happened',
    output: { deployment: primary.id, adopted: false },
    effect: `ECS began deployment ${primary.id} of ${revisionName(primary.taskDefinition)}.`,
  };
}
