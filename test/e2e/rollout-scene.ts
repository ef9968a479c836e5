import type { AlarmState } from '../../sandbox/cloudwatch/world/alarm.ts';
import type { TaskFailure } from '../../sandbox/ecs/world/options.ts';
import type { ServiceState } from '../../sandbox/ecs/world/state.ts';
import { openTeam, REGISTRY } from '../fault/scene.ts';
import { registry } from '../support/values.ts';
import type { TestWorldOptions } from '../support/wheelhouse.ts';

const REPOSITORY = 'mcp-gateway-registry';
/** The registry's only alarm, where a scene has one. */
export const ALARM = 'mcp-gateway-v2-registry-cpu-high';

/** A world with a bot and a worker, a new image `v9`, and what the registry's tasks really run. */
export async function rolloutScene(test: Parameters<typeof openTeam>[0], options: TestWorldOptions = {}) {
  const team = await openTeam(test, options);
  const { world } = team;
  const service = (): ServiceState => world.ecs.service(REGISTRY.region, REGISTRY.cluster, REGISTRY.service);
  /** The digests that the running tasks pulled, each once. */
  const runs = (): (string | undefined)[] => [
    ...new Set(
      service()
        .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
        .map(({ images }) => images.find(({ container }) => container === registry.container)?.digest),
    ),
  ];
  const board = world.sandbox.cloudwatch(registry.account);
  if (options.alarms?.includes(ALARM)) {
    board.board.put({
      region: registry.region,
      name: ALARM,
      // The shortest period that CloudWatch takes (CloudWatch API, PutMetricAlarm).
      watched: {
        kind: 'metric',
        namespace: 'AWS/ECS',
        metric: 'CPUUtilization',
        statistic: 'Average',
        threshold: 85,
        period: 10,
        periods: 1,
      },
    });
  }
  const [old] = runs();
  return {
    ...team,
    service,
    runs,
    old,
    fresh: world.ecr.push(registry.region, REPOSITORY, { tag: 'v9' }),
    push: (tag: string): string => world.ecr.push(registry.region, REPOSITORY, { tag }),
    alarm: (state: AlarmState): void => board.set(registry.region, ALARM, state),
    script: (kind: TaskFailure | undefined): void =>
      world.ecs.script(REGISTRY, kind === undefined ? undefined : { kind }),
    /** How often ECS was asked for a revision, and for a deployment. */
    asked: (): number[] =>
      ['RegisterTaskDefinition', 'UpdateService'].map((call) => world.ecs.calls(call).length),
  };
}
