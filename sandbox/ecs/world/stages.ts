import { rollBack } from './deployment.ts';
import type { Ids } from './ids.ts';
import { STAGES, type Stage } from './options.ts';
import * as say from './sentences.ts';
import type { HookState, ServiceDeploymentState, ServiceState } from './state.ts';
import { inFlight, primaryOf, serviceDeploymentOf, wanted } from './state.ts';

/** The hook at which a deployment waits for somebody. */
export const waitingHook = (one: ServiceDeploymentState): HookState | undefined =>
  one.hooks.find(({ status }) => status === 'AWAITING_ACTION');

const isScaledUp = (service: ServiceState): boolean => {
  const tasks = wanted(service, primaryOf(service).id);
  return tasks.length === service.desired && tasks.every(({ healthyAt }) => healthyAt !== undefined);
};

const nextStage = (stage: Stage | undefined): Stage | undefined =>
  STAGES[stage === undefined ? 0 : STAGES.indexOf(stage) + 1];

/** Begins a stage; it pauses there where the service has a hook for it. */
const enter = (
  service: ServiceState,
  one: ServiceDeploymentState,
  stage: Stage,
  at: number,
  ids: Ids,
): void => {
  one.stage = stage;
  one.updatedAt = at;
  const hook = service.pauses.find((pause) => pause.stage === stage);
  if (hook === undefined) return;
  one.hooks.push({
    id: ids.hook(),
    status: 'AWAITING_ACTION',
    expiresAt: at + (hook.timeoutMinutes ?? 1440) * 60_000,
    timeoutAction: hook.timeoutAction ?? 'ROLLBACK',
  });
};

/**
 * Takes a blue/green deployment on from stage to stage, as far as it goes now. At a PAUSE hook it waits for
 * ContinueServiceDeployment or for the hook's time-out. Rolling deployments have no stages.
 */
export const advanceStages = (service: ServiceState, at: number, ids: Ids): boolean => {
  const one = serviceDeploymentOf(service, primaryOf(service).serviceDeploymentArn);
  if (service.strategy === 'ROLLING' || one?.status !== 'IN_PROGRESS' || !inFlight(one)) return false;
  let changed = false;
  if (one.stage === undefined) {
    enter(service, one, STAGES[0], at, ids);
    changed = true;
  }
  for (;;) {
    const hook = waitingHook(one);
    if (hook && at < hook.expiresAt) return changed;
    if (hook) {
      hook.status = 'TIMED_OUT';
      changed = true;
      if (hook.timeoutAction === 'ROLLBACK') {
        rollBack(service, one, say.serviceDeploymentReason.rolledBackByHookTimeout, at, ids);
        return changed;
      }
    }
    const next = nextStage(one.stage);
    if (next === undefined || (one.stage === 'SCALE_UP' && !isScaledUp(service))) return changed;
    enter(service, one, next, at, ids);
    changed = true;
  }
};

/** Whether new tasks may start, and whether the old ones may go: in a rolling deployment always. */
export const mayLaunch = (service: ServiceState): boolean => stageOf(service) !== 'PRE_SCALE_UP';
export const mayStopOld = (service: ServiceState): boolean => {
  const stage = stageOf(service);
  return stage === undefined || stage === 'CLEAN_UP';
};

/** The stage of the deployment that goes forward; none where it is rolling, or going back. */
function stageOf(service: ServiceState): Stage | undefined {
  if (service.strategy === 'ROLLING') return undefined;
  const one = serviceDeploymentOf(service, primaryOf(service).serviceDeploymentArn);
  if (one === undefined) return 'PRE_SCALE_UP';
  return one.rollback === undefined && inFlight(one) ? (one.stage ?? 'PRE_SCALE_UP') : undefined;
}
