import type { EpochMs } from '../../clock.ts';
import type { EcsEvent } from '../notice.ts';
import { arnParts } from './arn.ts';
import { saidInstant } from './instant.ts';
import { plainShort } from './plain.ts';
import { listIn, objectIn, textIn } from './raw.ts';

/** ECS API, CreateCluster: up to 255 letters, digits, underscores and hyphens. */
const CLUSTER = /^[\w-]{1,255}$/;

/**
 * Reads an event of ECS (Amazon ECS Developer Guide, "Amazon ECS events"): of a deployment, a service, a task, or what
 * comes later. Undefined where it is none of ECS, or doesn't say which cluster.
 */
export function readEcsEvent(event: unknown, sent: EpochMs): EcsEvent | undefined {
  if (textIn(event, 'source') !== 'aws.ecs') return undefined;
  const detail = objectIn(event, 'detail');
  const cluster = [textIn(detail, 'clusterArn'), ...listIn(event, 5, 'resources')]
    .map(clusterIn)
    .find((found) => found !== undefined);
  const said = textIn(detail, 'eventName') ?? textIn(event, 'detail-type');
  if (cluster === undefined || said === undefined) return undefined;
  return {
    kind: 'ecs',
    ...cluster,
    event: plainShort(said),
    at: saidInstant(sent, textIn(event, 'time')),
  };
}

/** The cluster of `cluster/NAME`, `service/CLUSTER/NAME`, `task/CLUSTER/ID`; ARNs of the old, short form name none. */
function clusterIn(arn: unknown): Pick<EcsEvent, 'account' | 'region' | 'cluster'> | undefined {
  const parts = typeof arn === 'string' ? arnParts(arn) : undefined;
  if (parts?.service !== 'ecs') return undefined;
  const [kind, cluster = '', ...rest] = parts.resource.split('/');
  if (!CLUSTER.test(cluster) || (kind === 'cluster') !== (rest.length === 0)) return undefined;
  return { account: parts.account, region: parts.region, cluster };
}
