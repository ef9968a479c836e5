import { failureScripts } from '../../sandbox/ecs/world/failures.ts';
import type { ServiceSeed, TaskFailure } from '../../sandbox/ecs/world/options.ts';
import type { ServiceState, TaskState } from '../../sandbox/ecs/world/state.ts';
import { World } from '../../sandbox/ecs/world/world.ts';
import { minutes } from '../../src/domain/clock.ts';
import { type Evidence, type Explanation, explain } from '../../src/domain/explain/explain.ts';
import type { ServiceSnapshot } from '../../src/domain/rollout/service-snapshot.ts';
import type { StoppedTask } from '../../src/domain/rollout/stopped-task.ts';

/** A way to fail that the sandbox has a script for: what AWS shows of it, and what is said. */
export interface Scripted {
  readonly kind: TaskFailure;
  readonly cause: string;
  /** Where it is seen, and AWS's words. */
  readonly shows: readonly { readonly where: string; readonly words: string }[];
  readonly sentence: string;
  readonly mend: string;
  readonly again: Explanation['again'];
  readonly back: Explanation['back'];
}

const AT = Date.UTC(2026, 10, 21, 3, 30, 0);
const REGION = 'us-east-1';
const CLUSTER = 'gateway';

const seedOf = (service: string): ServiceSeed => ({
  region: REGION,
  cluster: CLUSTER,
  service,
  container: 'registry',
  image: `111122223333.dkr.ecr.${REGION}.amazonaws.com/${service}:latest`,
  desired: 1,
});

const snapshotOf = (events: ServiceSnapshot['events'], failed: number): ServiceSnapshot => ({
  status: 'ACTIVE',
  controller: 'ECS',
  taskDefinition: 'registry:8',
  desired: 1,
  running: 1,
  pending: 1,
  breaker: 'off',
  deployments: [
    {
      id: 'ecs-svc/2',
      status: 'PRIMARY',
      taskDefinition: 'registry:8',
      desired: 1,
      running: 0,
      pending: 1,
      failed,
      rolloutState: 'IN_PROGRESS',
      createdAt: AT - minutes(3),
    },
  ],
  events,
});

/** The words of one script about a service and one of its tasks. */
function wordsOf(kind: TaskFailure, service: ServiceState, task: TaskState) {
  const script = failureScripts[kind];
  const image = task.images[0]?.image ?? '';
  switch (script.stage) {
    case 'placing':
      return { event: script.event(service) };
    case 'starting': {
      const reason = script.reason({ service, image });
      return {
        stop: { code: 'TaskFailedToStart', reason, containerReason: script.ofContainer ? reason : undefined },
      };
    }
    case 'running':
      return {
        stop: {
          code: script.stopCode,
          reason: script.reason,
          exitCode: script.exitCode,
          containerReason: script.containerReason,
        },
        log: script.log,
      };
    case 'checking':
      return {
        stop: { code: 'ServiceSchedulerInitiated', reason: script.reason(service) },
        event: script.event?.(service, task),
      };
    case 'lingering':
      return { event: script.event?.(service, task), target: script.target };
    case 'pending':
      return {};
  }
}

interface Words {
  readonly event?: string | undefined;
  readonly stop?: {
    readonly code: string;
    readonly reason: string;
    readonly exitCode?: number | undefined;
    readonly containerReason?: string | undefined;
  };
  readonly log?: readonly string[] | undefined;
  readonly target?:
    | {
        readonly state: 'unhealthy' | 'unused' | 'unavailable';
        readonly reason: string;
        readonly description: string;
      }
    | undefined;
}

function evidenceOf({ event, stop, log, target }: Words, service: ServiceState, task: TaskState): Evidence {
  const stopped: StoppedTask[] =
    stop === undefined
      ? []
      : [
          {
            taskArn: `arn:aws:ecs:${REGION}:111122223333:task/${CLUSTER}/${task.id}`,
            stopCode: stop.code,
            reason: stop.reason,
            stoppedAt: AT,
            containers: [
              {
                name: service.container,
                ...(stop.exitCode === undefined ? {} : { exitCode: stop.exitCode }),
                ...(stop.containerReason === undefined ? {} : { reason: stop.containerReason }),
              },
            ],
          },
        ];
  const fails = stop === undefined && event === undefined ? 0 : 1;
  return {
    at: AT,
    snapshot: snapshotOf(event === undefined ? [] : [{ at: AT, message: event }], fails),
    stopped,
    log: (log ?? []).map((text) => ({ at: AT, stream: 'ecs/registry/0123', text })),
    ...(target === undefined
      ? {}
      : {
          targets: [
            {
              kind: 'there',
              arn: service.targetGroupArn,
              check: { protocol: 'HTTP', port: 'traffic-port', ...service.healthCheck },
              targets: [{ id: '10.0.2.7', port: 8080, ...target }],
            },
          ],
        }),
  };
}

function showsOf({ event, stop, log, target }: Words): Scripted['shows'] {
  const exit = stop?.exitCode === undefined ? '' : `, exit code ${stop.exitCode}`;
  return [
    ...(stop === undefined
      ? []
      : [{ where: `stopped task (${stop.code}${exit})`, words: stop.containerReason ?? stop.reason }]),
    ...(event === undefined ? [] : [{ where: 'service event', words: event }]),
    ...(target === undefined
      ? []
      : [{ where: `target (${target.state})`, words: `${target.reason}: ${target.description}` }]),
    ...(log ?? []).map((words) => ({ where: 'log', words })),
  ];
}

/** Every way to fail that the sandbox knows, as it is explained. */
export const scripted = (): Scripted[] =>
  Object.keys(failureScripts)
    .filter((kind): kind is TaskFailure => kind in failureScripts)
    .map((kind) => {
      const world = new World({ account: '111122223333', services: [seedOf(kind)], startAt: AT });
      const service = world.service({ region: REGION, cluster: CLUSTER, service: kind });
      const [task] = service.tasks;
      if (!task) throw new Error('a service of the sandbox has a task');
      const words: Words = wordsOf(kind, service, task);
      const { cause, sentence, mend = '', again, back } = explain(evidenceOf(words, service, task));
      return { kind, cause, shows: showsOf(words), sentence, mend, again, back };
    });
