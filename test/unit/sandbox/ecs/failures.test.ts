import { describe, expect, it } from 'vitest';
import type { TaskFailure } from '../../../../sandbox/ecs/world/options.ts';
import type { ServiceState } from '../../../../sandbox/ecs/world/state.ts';
import { breakerThreshold, primaryOf } from '../../../../sandbox/ecs/world/state.ts';
import { countsOf, isSteady, key, runUntil, story, worldWith } from './rolling.ts';

/** A string that matches, inside an object to compare with. */
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const forceWith = (kind: TaskFailure, breaker: 'off' | 'stops' | 'rolls-back' = 'off', desired = 2) => {
  const world = worldWith({ breaker, desired });
  const previous = primaryOf(world.service(key)).id;
  world.script(key, { kind });
  world.update(key, { force: true });
  return { world, previous, ours: primaryOf(world.service(key)).id };
};

const tasksOf = (service: ServiceState, deploymentId: string) =>
  service.tasks.filter((task) => task.deploymentId === deploymentId);

describe('tasks that fail, without a breaker', () => {
  it.each([
    {
      kind: 'image-pull',
      task: {
        stopCode: 'TaskFailedToStart',
        stoppedReason: matching(/^CannotPullContainerError: /),
      },
      says: /was unable to place a task\. Reason: CannotPullContainerError: .*registry:latest: not found/,
    },
    {
      kind: 'crash',
      task: { stopCode: 'EssentialContainerExited', exitCode: 1 },
      says: /has started 2 tasks/,
    },
    {
      kind: 'unhealthy',
      task: {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: matching(/^Task failed ELB health checks in /),
      },
      says: /is unhealthy in \(target-group …\) due to \(reason Health checks failed\)/,
    },
  ] as const)(
    '$kind: ECS tries for ever, slows down and says so; the old tasks stay',
    ({ kind, task, says }) => {
      const { world, previous, ours } = forceWith(kind);
      const seen = runUntil(world, (service) => primaryOf(service).failed >= 9);
      const service = world.service(key);
      expect(tasksOf(service, ours).find((one) => one.stoppedAt !== undefined)).toMatchObject(task);
      expect(story(service).some((line) => says.test(line))).toBe(true);
      expect(story(service).filter((line) => /unable to consistently start tasks/.test(line))).toHaveLength(
        1,
      );
      expect(Math.min(...seen.map((counts) => counts.healthy))).toBe(2);
      expect(service.deployments).toMatchObject([
        { id: ours, status: 'PRIMARY', rolloutState: 'IN_PROGRESS' },
        { id: previous, status: 'ACTIVE' },
      ]);
      expect(service.serviceDeployments[0]).toMatchObject({
        status: 'IN_PROGRESS',
        breaker: { status: 'DISABLED' },
      });
    },
  );

  it('no-capacity: no task is made, and each attempt is told and counted', () => {
    const { world, ours } = forceWith('no-capacity');
    runUntil(world, (service) => primaryOf(service).failed >= 2);
    const service = world.service(key);
    expect(tasksOf(service, ours)).toEqual([]);
    expect(story(service).slice(-1)).toEqual([
      matching(/was unable to place a task\. Reason: Capacity is unavailable at this time/),
    ]);
  });

  it('stuck: tasks stay pending and nothing is told to have failed', () => {
    const { world } = forceWith('stuck');
    world.advanceTo(world.now + 600_000);
    expect(countsOf(world.service(key))).toEqual({ running: 2, pending: 2, healthy: 2 });
    expect(primaryOf(world.service(key)).failed).toBe(0);
  });

  it.each(['image-pull', 'crash', 'unhealthy', 'no-capacity', 'stuck'] as const)(
    '%s heals when it is over, and the rollout completes',
    (kind) => {
      const { world, ours } = forceWith(kind);
      world.advanceTo(world.now + 20_000);
      world.script(key, undefined);
      runUntil(world, isSteady);
      expect(primaryOf(world.service(key))).toMatchObject({ id: ours, failed: 0, rolloutState: 'COMPLETED' });
      expect(world.service(key).serviceDeployments[0]).toMatchObject({ status: 'SUCCESSFUL' });
    },
  );
});

describe('the circuit breaker', () => {
  it('trips at half of desired, at 3 at least and at 200 at most', () => {
    expect([1, 6, 7, 20, 1000].map(breakerThreshold)).toEqual([3, 3, 4, 10, 200]);
  });

  it('rolls back to the revision from before, never below what must run, and the service deployment says why', () => {
    const { world, previous, ours } = forceWith('crash', 'rolls-back', 8);
    const good = primaryOf(worldWith({ breaker: 'rolls-back', desired: 8 }).service(key)).revisionArn;
    const during = runUntil(world, (service) => primaryOf(service).id !== ours);
    const back = world.service(key);
    const { id } = primaryOf(back);
    expect(back.deployments).toMatchObject([
      {
        status: 'PRIMARY',
        revisionArn: good,
        rolloutState: 'IN_PROGRESS',
        rolloutReason: `ECS deployment circuit breaker: rolling back to deploymentId ${id}.`,
      },
      { id: ours, status: 'ACTIVE', rolloutState: 'FAILED' },
      { id: previous, status: 'ACTIVE', rolloutState: 'COMPLETED' },
    ]);
    expect(back.serviceDeployments[0]).toMatchObject({
      status: 'ROLLBACK_IN_PROGRESS',
      breaker: { status: 'TRIGGERED' },
      rollback: { reason: matching(/circuit breaker/) },
    });
    expect(back.serviceDeployments[0]?.breaker.failures).toBeGreaterThanOrEqual(4);
    const rest = runUntil(world, isSteady);
    expect(Math.min(...[...during, ...rest].map((counts) => counts.healthy))).toBe(8);
    const after = world.service(key);
    expect(after.deployments.map((one) => one.id)).toEqual([id]);
    expect(after.serviceDeployments).toHaveLength(2);
    expect(after.serviceDeployments[0]).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL' });
    const told = story(after);
    expect(told.slice(told.findIndex((line) => /deployment failed/.test(line)))).toEqual([
      '(service registry) (deployment ecs-svc/…) deployment failed: tasks failed to start.',
      '(service registry) rolling back to deployment ecs-svc/….',
      matching(/has started 8 tasks/),
      '(service registry) registered 8 targets in (target-group …)',
      matching(/has stopped 8 running tasks/),
      '(service registry) deregistered 8 targets in (target-group …)',
      '(service registry) has begun draining connections on 8 tasks.',
      '(service registry) (deployment ecs-svc/…) deployment completed.',
      '(service registry) has reached a steady state.',
    ]);
  });

  it('only stops: no more tasks are started, the old ones stay, and nothing is rolled back', () => {
    const { world, previous, ours } = forceWith('image-pull', 'stops');
    runUntil(world, (service) => primaryOf(service).rolloutState === 'FAILED');
    const stopped = world.service(key);
    world.advanceTo(world.now + 600_000);
    const later = world.service(key);
    expect(later.tasks.map((task) => task.id)).toEqual(stopped.tasks.map((task) => task.id));
    expect(later.deployments).toMatchObject([
      { id: ours, status: 'PRIMARY', rolloutState: 'FAILED' },
      { id: previous, status: 'ACTIVE' },
    ]);
    expect(later.serviceDeployments[0]).toMatchObject({ status: 'STOPPED' });
    expect(story(later).some((line) => /rolling back/.test(line))).toBe(false);
  });

  it('gives up when there is no capacity to go back either; the old tasks stay', () => {
    const { world } = forceWith('no-capacity', 'rolls-back');
    runUntil(world, (service) => service.serviceDeployments[0]?.status === 'ROLLBACK_FAILED');
    world.advanceTo(world.now + 600_000);
    expect(countsOf(world.service(key))).toEqual({ running: 2, pending: 0, healthy: 2 });
    expect(primaryOf(world.service(key))).toMatchObject({ rolloutState: 'FAILED' });
  });

  it('a rollout that someone stops goes back too, and the reason names neither breaker nor alarm', () => {
    const { world, ours } = forceWith('crash');
    world.advanceTo(world.now + 3000);
    const arn = world.service(key).serviceDeployments[0]?.arn ?? '';
    expect(world.requestRollback(arn)).toBe('requested');
    runUntil(world, isSteady);
    const after = world.service(key);
    expect(primaryOf(after).id).not.toBe(ours);
    expect(after.serviceDeployments[0]).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL' });
    expect(after.serviceDeployments[0]?.statusReason).not.toMatch(/breaker|alarm/i);
    expect(world.requestRollback(arn)).toBe('not-in-flight');
    expect(world.requestRollback('arn:unknown')).toBe('unknown');
  });
});
