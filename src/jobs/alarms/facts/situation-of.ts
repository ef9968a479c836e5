import { deployedOf, imageSaid } from '../../../domain/alarm/deployed.ts';
import type { Deployed } from '../../../domain/alarm/facts.ts';
import { imageChange } from '../../../domain/alarm/image-change.ts';
import type { IncidentAlarm } from '../../../domain/alarm/incident.ts';
import type { ImageChange, Rollout, Situation } from '../../../domain/alarm/remediation.ts';
import type { EpochMs } from '../../../domain/clock.ts';
import type { Explanation } from '../../../domain/explain/explain.ts';
import { goesBack } from '../../../domain/explain/way-back.ts';
import { shortDigest } from '../../../domain/image/image.ts';
import type { SeenDeployment } from '../../../domain/ports/deployment-history.ts';
import { runsNow } from '../../../domain/rollback/runs-now.ts';
import { isRolling, primaryOf, type ServiceSnapshot } from '../../../domain/rollout/service-snapshot.ts';
import type { ResolvedService } from '../../../domain/target/service.ts';
import { knownDeployments } from './known-deployments.ts';
import { DEPLOYMENTS_SINCE, DEPLOYMENTS_TOLD, type ServiceSeen } from './read-service.ts';

/** What a remedy may rest on, from what was read. `explanation`: present where something is wrong with the tasks. */
export function situationOf(
  {
    alarm,
    service,
    now,
  }: {
    readonly alarm: IncidentAlarm;
    readonly service: ResolvedService;
    readonly now: EpochMs;
  },
  seen: ServiceSeen,
  explanation: Pick<Explanation, 'kind' | 'back'> | undefined,
): Situation {
  const { snapshot, scaling } = seen;
  const deployments = knownDeployments(seen);
  const rollout = snapshot && rolloutOf(snapshot);
  const change = changeOf(service, seen, deployments ?? [], now);
  return {
    alarm,
    service,
    now,
    ...(snapshot ? { running: snapshot.running, desired: snapshot.desired } : {}),
    ...(rollout ? { rollout } : {}),
    ...(scaling ? { most: scaling === 'none' ? ('any' as const) : scaling.max } : {}),
    ...(deployments ? { deployed: toldOf(service, seen, deployments, now) } : {}),
    ...(change ? { change } : {}),
    ...(explanation?.kind === 'known' ? { back: explanation.back } : {}),
  };
}

function rolloutOf(snapshot: ServiceSnapshot): Rollout | undefined {
  const primary = primaryOf(snapshot);
  return primary && { is: isRolling(snapshot) ? 'under-way' : 'over', since: primary.createdAt };
}

const told = (service: ResolvedService, { runs }: ServiceSeen, one: SeenDeployment): Deployed =>
  deployedOf(one, service.container, one.run === undefined ? undefined : runs.get(one.run));

const toldOf = (
  service: ResolvedService,
  seen: ServiceSeen,
  deployments: readonly SeenDeployment[],
  now: EpochMs,
): readonly Deployed[] =>
  deployments
    .filter(({ at }) => at >= now - DEPLOYMENTS_SINCE)
    .slice(0, DEPLOYMENTS_TOLD)
    .map((one) => told(service, seen, one));

/** Nothing where ECS goes back by itself, and where tasks couldn't be read: what runs isn't known then. */
function changeOf(
  service: ResolvedService,
  seen: ServiceSeen,
  deployments: readonly SeenDeployment[],
  now: EpochMs,
): ImageChange | undefined {
  const { snapshot, tasks } = seen;
  const primary = snapshot && primaryOf(snapshot);
  if (!primary || !tasks || goesBack(primary)) return undefined;
  const found = imageChange(deployments, runsNow(primary, tasks.live, service.container), now);
  if (!found) return undefined;
  const { digest, deployments: ran } = found.before;
  const [last] = ran;
  const before = (last && imageSaid(last, service.container)) ?? shortDigest(digest);
  return { deployed: told(service, seen, found.brought), before };
}
