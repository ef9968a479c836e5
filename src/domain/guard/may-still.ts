import type { AccessPolicy } from '../people/access.ts';
import type { RunRequest } from '../run/run.ts';
import type { Catalog } from '../target/catalog.ts';
import { type AlarmAuthority, mayAlarm, NO_REMEDIES } from './may-alarm.ts';
import { type Decision, mayDo } from './may-do.ts';
import type { Permission } from './permission.ts';
import { placeOf } from './place.ts';
import { standingOf } from './standing.ts';

/**
 * Whether a run may go on, as far as a process can tell that can't ask Slack: every group that a role names counts as
 * if the run's actor were in it. So a no is certain: no rule lets anybody do this there, or only people do who are
 * listed, and the actor isn't. Whoever accepted the run has seen the groups. For what nobody asked for no rule speaks, but
 * the policy's about remedies that begin by themselves.
 */
export function mayStill(
  policy: AccessPolicy,
  catalog: Catalog,
  { actor, operation, target }: Pick<RunRequest, 'actor' | 'operation' | 'target'>,
  permission: Permission,
  alarms: AlarmAuthority = NO_REMEDIES,
): Decision {
  const wish = { permission, place: placeOf(catalog, target) };
  if (
    actor.kind === 'alarm' &&
    policy.mode === 'operate' &&
    mayAlarm(alarms, catalog, { actor, operation, target })
  )
    return { kind: 'yes', role: 'alarms' };
  if (actor.kind !== 'slack') return { kind: 'no', why: 'no-rule', wish };
  return mayDo(
    policy,
    standingOf(policy, actor, () => 'in'),
    wish,
  );
}
