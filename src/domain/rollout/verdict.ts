import type { Progress } from './progress.ts';
import type { ServiceDeployment } from './service-deployment.ts';
import { type Deployment, primaryOf, type ServiceSnapshot } from './service-snapshot.ts';

/** What is being followed: the deployment that the run asked for or adopted. */
export interface Followed {
  /** `ecs-svc/…` of our deployment. */
  readonly deploymentId: string;
  /** `ecs-svc/…` that was PRIMARY before ours: a read that still shows it is merely late. */
  readonly previousId: string;
}

/** Who or what had a rollout taken back. `hook`: nobody answered a PAUSE hook in time. */
type RolledBackBy = 'breaker' | 'alarm' | 'hook' | 'hand';

/** What ECS's own words mean for the rollout that is followed. `rolling` is the only one that isn't final. */
export type Verdict =
  | { readonly kind: 'rolling'; readonly phase: 'forward' | 'back' | 'stopping' }
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'rolled-back'; readonly by: RolledBackBy; readonly reason: string }
  | { readonly kind: 'superseded'; readonly by: string };

const rolling = (phase: 'forward' | 'back' | 'stopping'): Verdict => ({ kind: 'rolling', phase });

/** Who rolled it back, from ECS's sentence. It names the breaker, the alarm and the hook's time-out; else a person. */
function whoRolledBack(reason: string): RolledBackBy {
  if (/circuit breaker/i.test(reason)) return 'breaker';
  if (/alarm/i.test(reason)) return 'alarm';
  return /hook.*tim(?:ed|e)[ -]?out/i.test(reason) ? 'hook' : 'hand';
}

/** ECS's sentence for a deployment that another one has ended. */
const SUCCESSOR = /new service deployment/i;

/** Another deployment is PRIMARY, and it isn't the one from before ours. */
function replacement(followed: Followed, snapshot: ServiceSnapshot): Deployment | undefined {
  const primary = primaryOf(snapshot);
  const isOurs = primary?.id === followed.deploymentId || primary?.id === followed.previousId;
  return isOurs ? undefined : primary;
}

/** The verdict from the service deployment's own status: only SUCCESSFUL is success. */
function byServiceDeployment(
  followed: Followed,
  snapshot: ServiceSnapshot,
  serviceDeployment: ServiceDeployment,
): Verdict {
  const reason =
    serviceDeployment.rollback?.reason ?? serviceDeployment.statusReason ?? 'ECS gives no reason';
  const other = replacement(followed, snapshot);
  switch (serviceDeployment.status) {
    case 'SUCCESSFUL':
      return { kind: 'succeeded' };
    case 'ROLLBACK_SUCCESSFUL':
      return { kind: 'rolled-back', by: whoRolledBack(reason), reason };
    case 'ROLLBACK_FAILED':
      return { kind: 'failed', reason: `the rollback failed too: ${reason}` };
    case 'STOPPED':
      if (other) return { kind: 'superseded', by: other.id };
      // The service was read a moment before its deployment was: the next read shows what took its place.
      if (SUCCESSOR.test(reason)) return rolling('stopping');
      return { kind: 'failed', reason: `ECS stopped the deployment: ${reason}` };
    case 'ROLLBACK_REQUESTED':
    case 'ROLLBACK_IN_PROGRESS':
      return rolling('back');
    case 'STOP_REQUESTED':
      return rolling('stopping');
    case 'PENDING':
    case 'IN_PROGRESS':
      return rolling('forward');
  }
}

/** For services without service deployments: the saved deployment's own rolloutState, and who is PRIMARY. */
function byDeployment(followed: Followed, snapshot: ServiceSnapshot): Verdict {
  const ours = snapshot.deployments.find((d) => d.id === followed.deploymentId);
  if (ours?.rolloutState === 'COMPLETED') return { kind: 'succeeded' };
  const other = replacement(followed, snapshot);
  const reason = other?.rolloutReason ?? ours?.rolloutReason ?? '';
  if (ours?.rolloutState === 'FAILED') {
    if (other && isRollback(reason)) {
      return other.rolloutState === 'COMPLETED'
        ? { kind: 'rolled-back', by: whoRolledBack(reason), reason }
        : rolling('back');
    }
    return { kind: 'failed', reason: reason || 'ECS marked the deployment as failed' };
  }
  if (!other) return rolling('forward');
  if (isRollback(reason)) {
    return other.rolloutState === 'IN_PROGRESS'
      ? rolling('back')
      : { kind: 'rolled-back', by: whoRolledBack(reason), reason };
  }
  return { kind: 'superseded', by: other.id };
}

const isRollback = (reason: string): boolean => /roll(ing|ed)?[ -]?back|circuit breaker/i.test(reason);

/**
 * The verdict on a rollout from one read of the service and, where ECS keeps it, of the service deployment.
 * Never uses "one deployment and running = desired", which a breaker's rollback satisfies too.
 */
export function judge(
  followed: Followed,
  snapshot: ServiceSnapshot,
  serviceDeployment: ServiceDeployment | undefined,
): Verdict {
  return serviceDeployment
    ? byServiceDeployment(followed, snapshot, serviceDeployment)
    : byDeployment(followed, snapshot);
}

/** The figures of a rollout from the same reads. */
export function progressOf(
  followed: Pick<Followed, 'deploymentId'>,
  snapshot: ServiceSnapshot,
  serviceDeployment: ServiceDeployment | undefined,
): Progress {
  const ours = snapshot.deployments.find((d) => d.id === followed.deploymentId);
  const running = ours?.running ?? 0;
  const breaker = serviceDeployment?.breaker;
  return {
    desired: snapshot.desired,
    running,
    pending: ours?.pending ?? 0,
    failed: Math.max(ours?.failed ?? 0, breaker?.failures ?? 0),
    old: Math.max(0, snapshot.running - running),
    ...(breaker ? { breaker } : {}),
  };
}
