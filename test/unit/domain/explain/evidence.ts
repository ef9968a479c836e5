import type { Evidence } from '../../../../src/domain/explain/explain.ts';
import type { ServiceSnapshot } from '../../../../src/domain/rollout/service-snapshot.ts';
import type { StoppedTask } from '../../../../src/domain/rollout/stopped-task.ts';
import type { Target, TargetGroup } from '../../../../src/domain/tasks/target-group.ts';
import { aSnapshot } from '../../../support/values.ts';

/** When it is asked. */
export const NOW = Date.UTC(2026, 10, 21, 3, 30, 0);
/** When all was well for the last time (`aSnapshot`'s steady state). */
export const STEADY = Date.UTC(2026, 10, 21, 2, 59, 0);

/** What one of the failing service's tasks, events or log lines says. */
export interface Said {
  /** A task's stop code and reason. */
  readonly stop?: readonly [code: string, reason: string];
  /** Its container's own reason. */
  readonly container?: string;
  readonly exit?: number;
  readonly event?: string;
  readonly log?: string;
  /** A target of its group, besides one that is healthy. */
  readonly target?: Pick<Target, 'state'> & Partial<Target>;
  readonly at?: number;
}

const stoppedTask = ({ stop, container, exit, at = NOW - 60_000 }: Said): StoppedTask => ({
  taskArn: 'arn:aws:ecs:us-east-1:111122223333:task/mcp-gateway-ecs-cluster/0123456789abcdef0123456789abcdef',
  stopCode: stop?.[0] ?? 'EssentialContainerExited',
  reason: stop?.[1] ?? 'Essential container in task exited',
  stoppedAt: at,
  containers: [
    {
      name: 'registry',
      ...(exit === undefined ? {} : { exitCode: exit }),
      ...(container === undefined ? {} : { reason: container }),
    },
  ],
});

/** A service that rolls and whose new tasks fail. */
export const failing = (more: Partial<ServiceSnapshot> = {}): ServiceSnapshot => {
  const [old] = aSnapshot().deployments;
  if (!old) throw new Error('a snapshot has a deployment');
  const primary = {
    ...old,
    id: 'ecs-svc/2',
    running: 0,
    failed: 2,
    rolloutState: 'IN_PROGRESS',
    createdAt: STEADY,
  } as const;
  return aSnapshot({ deployments: [primary, { ...old, status: 'ACTIVE' }], ...more });
};

/** A group of these targets, and what it asks them. */
export const aGroup = (...targets: readonly Target[]): TargetGroup => ({
  kind: 'there',
  arn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/registry/0123456789abcdef',
  check: { protocol: 'HTTP', port: 'traffic-port', path: '/health', codes: '200', everySeconds: 30 },
  targets,
});

/** One target of such a group. */
export const aTarget = (more: Partial<Target> = {}): Target => ({
  id: '10.0.2.7',
  port: 7860,
  state: 'healthy',
  ...more,
});

/** The evidence of a failing service that says all this. */
export function evidenceOf(said: readonly Said[], snapshot = failing()): Evidence {
  const events = said.flatMap(({ event, at = NOW - 60_000 }) =>
    event === undefined ? [] : [{ at, message: event }],
  );
  const targets = said.flatMap(({ target }) => (target === undefined ? [] : [aTarget(target)]));
  return {
    at: NOW,
    ...(targets.length === 0 ? {} : { targets: [aGroup(aTarget({ id: '10.0.1.12' }), ...targets)] }),
    snapshot: { ...snapshot, events: [...events, ...snapshot.events] },
    stopped: said.filter(({ stop, exit }) => stop !== undefined || exit !== undefined).map(stoppedTask),
    log: said.flatMap(({ log, at = NOW - 60_000 }) =>
      log === undefined ? [] : [{ at, stream: 'registry/registry/0123', text: log }],
    ),
  };
}
