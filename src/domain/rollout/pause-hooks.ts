import { z } from 'zod';

/** A PAUSE hook of a service, as it is set (ECS API, DeploymentLifecycleHook). */
export const PauseHook = z.object({
  stages: z.array(z.string()).readonly(),
  /** What ECS does by itself when nobody answers in time. */
  otherwise: z.enum(['CONTINUE', 'ROLLBACK']),
});
export type PauseHook = z.infer<typeof PauseHook>;

/**
 * Whether the hooks of a service surely hold each deployment before production traffic reaches new code. `too-late`: none
 * surely comes before that. `goes-on`: ECS continues by itself when nobody answers. `not-known`: they weren't read.
 */
export const HookGate = z.enum(['holds', 'no-hook', 'too-late', 'goes-on', 'not-known']);
export type HookGate = z.infer<typeof HookGate>;

/**
 * Stages that every deployment passes before production traffic reaches the new tasks. A rolling one has traffic as soon as
 * a task is healthy. RECONCILE_SERVICE comes only with several revisions, POST_TEST_TRAFFIC_SHIFT with a test listener (ECS
 * API, DeploymentLifecycleHook.lifecycleStages).
 */
const BEFORE_TRAFFIC: Readonly<Record<'rolling' | 'shifting', readonly string[]>> = {
  rolling: ['PRE_SCALE_UP'],
  shifting: ['PRE_SCALE_UP', 'POST_SCALE_UP', 'PRE_PRODUCTION_TRAFFIC_SHIFT'],
};

/** What the hooks of a service are worth as a gate, for deployments of that strategy. */
export function hookGate(strategy: string, hooks: readonly PauseHook[] | undefined): HookGate {
  if (hooks === undefined) return 'not-known';
  if (hooks.length === 0) return 'no-hook';
  const early = BEFORE_TRAFFIC[strategy === 'ROLLING' ? 'rolling' : 'shifting'];
  const inTime = hooks.filter(({ stages }) => stages.some((stage) => early.includes(stage)));
  if (inTime.length === 0) return 'too-late';
  return inTime.some(({ otherwise }) => otherwise === 'ROLLBACK') ? 'holds' : 'goes-on';
}
