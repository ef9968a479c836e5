import type { Pace, ServiceSeed } from '../../../../sandbox/ecs/world/options.ts';
import type { ServiceState } from '../../../../sandbox/ecs/world/state.ts';
import { countOf, primaryOf, wanted } from '../../../../sandbox/ecs/world/state.ts';
import { World } from '../../../../sandbox/ecs/world/world.ts';

/** When the worlds of these tests begin. */
export const startAt = 1_800_000_000_000;

/** The service that these tests are about. */
export const key = { region: 'us-east-1', cluster: 'gateway', service: 'registry' };

/** A world with that one service, a tick each second. */
export const worldWith = (rest: Partial<ServiceSeed> = {}, pace: Partial<Pace> = {}): World =>
  new World({
    account: '123456789012',
    services: [{ ...key, container: 'registry', image: 'registry:latest', desired: 2, ...rest }],
    pace: { tickMs: 1000, startMs: 5000, healthyMs: 4000, drainMs: 3000, ...pace },
    startAt,
  });

/** Counts as ECS would show them at one moment. */
export interface Counts {
  running: number;
  pending: number;
  healthy: number;
}

/** The counts of a service's tasks that ECS still wants. */
export const countsOf = (service: ServiceState): Counts => {
  const tasks = wanted(service);
  return {
    running: countOf(tasks, 'RUNNING'),
    pending: countOf(tasks, 'PENDING'),
    healthy: tasks.filter((task) => task.healthyAt !== undefined).length,
  };
};

/** Lets seconds pass one by one, looking at the service after each, until `done` says so. Throws after an hour. */
export const runUntil = (world: World, done: (service: ServiceState) => boolean): Counts[] => {
  const seen: Counts[] = [];
  for (let second = 0; second < 3600; second += 1) {
    const service = world.service(key);
    seen.push(countsOf(service));
    if (done(service)) return seen;
    world.advanceTo(world.now + 1000);
  }
  throw new Error(`an hour passed: ${JSON.stringify(world.service(key).events.slice(0, 5))}`);
};

/** Whether the rollout of the PRIMARY deployment has completed and all is quiet. */
export const isSteady = (service: ServiceState): boolean =>
  service.steady && primaryOf(service).rolloutState === 'COMPLETED';

/** What the events say, oldest first, ids cut out. Only those since the world began. */
export const story = (service: ServiceState): string[] =>
  service.events
    .filter((event) => event.at >= startAt)
    .map((event) =>
      event.message
        .replace(/\(task [0-9a-f]{32}\)/g, '(task …)')
        .replace(/\(target-group [^)]*\)/g, '(target-group …)')
        .replace(/ecs-svc\/\d{19}/g, 'ecs-svc/…'),
    )
    .reverse();
