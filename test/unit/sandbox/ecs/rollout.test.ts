import { describe, expect, it } from 'vitest';
import { primaryOf } from '../../../../sandbox/ecs/world/state.ts';
import { isSteady, key, runUntil, startAt, story, worldWith } from './rolling.ts';

const force = { force: true };

describe('a rollout', () => {
  it('replaces every task, says what it does, and ends with one deployment', () => {
    const world = worldWith();
    const before = primaryOf(world.service(key)).id;
    world.update(key, force);
    runUntil(world, isSteady);
    const after = world.service(key);
    expect(after.deployments.map((one) => one.status)).toEqual(['PRIMARY']);
    expect(primaryOf(after).id).not.toBe(before);
    expect(after.tasks.filter((task) => task.deploymentId === before)).toMatchObject([
      { lastStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' },
      { lastStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' },
    ]);
    expect(story(after)).toEqual([
      '(service registry) has started 2 tasks: (task …) (task …).',
      '(service registry) registered 2 targets in (target-group …)',
      '(service registry) has stopped 2 running tasks: (task …) (task …).',
      '(service registry) deregistered 2 targets in (target-group …)',
      '(service registry) has begun draining connections on 2 tasks.',
      '(service registry) (deployment ecs-svc/…) deployment completed.',
      '(service registry) has reached a steady state.',
    ]);
  });

  it('takes as long as its pace says: starting, becoming healthy, draining, each found at a tick', () => {
    const world = worldWith();
    world.update(key, force);
    runUntil(world, isSteady);
    const [rollout] = world.service(key).serviceDeployments;
    expect(rollout?.finishedAt).toBe(startAt + 1000 + 5000 + 4000 + 3000);
  });

  it.each([
    { desired: 1, minimum: 66, maximum: 200, fewest: 1, most: 2 },
    { desired: 2, minimum: 66, maximum: 200, fewest: 2, most: 4 },
    { desired: 3, minimum: 66, maximum: 200, fewest: 2, most: 6 },
    { desired: 7, minimum: 66, maximum: 120, fewest: 5, most: 8 },
    { desired: 4, minimum: 50, maximum: 100, fewest: 2, most: 4 },
    { desired: 10, minimum: 100, maximum: 110, fewest: 10, most: 11 },
  ])('of $desired tasks at $minimum/$maximum % keeps $fewest healthy and has no more than $most', (row) => {
    const world = worldWith({
      desired: row.desired,
      minimumHealthyPercent: row.minimum,
      maximumPercent: row.maximum,
    });
    world.update(key, force);
    const seen = runUntil(world, isSteady);
    expect(Math.min(...seen.map((counts) => counts.healthy))).toBeGreaterThanOrEqual(row.fewest);
    expect(Math.max(...seen.map((counts) => counts.running + counts.pending))).toBeLessThanOrEqual(row.most);
    expect(seen.at(-1)).toEqual({ running: row.desired, pending: 0, healthy: row.desired });
  });

  it('goes the same way however rarely one looks', () => {
    const often = worldWith({ desired: 3 });
    const rarely = worldWith({ desired: 3 });
    for (const world of [often, rarely]) world.update(key, force);
    for (let t = startAt; t <= startAt + 60_000; t += 100) often.advanceTo(t);
    rarely.advanceTo(startAt + 60_000);
    expect(rarely.service(key)).toEqual(often.service(key));
    expect(isSteady(rarely.service(key))).toBe(true);
  });

  it('supersedes the one in flight, whose service deployment is stopped', () => {
    const world = worldWith();
    world.update(key, force);
    world.advanceTo(startAt + 3000);
    const first = primaryOf(world.service(key)).id;
    world.update(key, force);
    runUntil(world, isSteady);
    const after = world.service(key);
    expect(after.serviceDeployments).toMatchObject([
      { deploymentId: primaryOf(after).id, status: 'SUCCESSFUL' },
      { deploymentId: first, status: 'STOPPED' },
      { status: 'SUCCESSFUL' },
    ]);
    expect(after.serviceDeployments[1]?.statusReason).toMatch(/new service deployment/);
  });

  it('twice in the same instant leaves two service deployments, the first one stopped', () => {
    const world = worldWith();
    world.update(key, force);
    world.update(key, force);
    runUntil(world, isSteady);
    expect(world.service(key).serviceDeployments.map((one) => one.status)).toEqual([
      'SUCCESSFUL',
      'STOPPED',
      'SUCCESSFUL',
    ]);
  });

  it('begins with a new task definition too, but not with a new count', () => {
    const world = worldWith({ revision: 12 });
    const next = world.registerTaskDefinition('us-east-1', 'registry', 'registry:v13');
    world.update(key, { force: false, taskDefinition: next });
    runUntil(world, isSteady);
    expect(primaryOf(world.service(key)).taskDefinition).toMatch(/registry:13$/);
    const rollouts = world.service(key).serviceDeployments.length;
    world.update(key, { force: false, desired: 4 });
    const seen = runUntil(world, isSteady);
    expect(seen.at(-1)).toMatchObject({ running: 4 });
    world.update(key, { force: false, desired: 1 });
    expect(runUntil(world, isSteady).at(-1)).toMatchObject({ running: 1 });
    expect(world.service(key).serviceDeployments).toHaveLength(rollouts);
  });
});

describe('stopped tasks', () => {
  it('are kept for an hour', () => {
    const world = worldWith();
    world.update(key, force);
    runUntil(world, isSteady);
    const stoppedAt = Math.max(...world.service(key).tasks.map((task) => task.stoppedAt ?? 0));
    world.advanceTo(stoppedAt + 3_599_000);
    expect(world.service(key).tasks).toHaveLength(4);
    world.advanceTo(stoppedAt + 3_600_000);
    expect(world.service(key).tasks).toHaveLength(2);
  });
});

describe('reads that lag', () => {
  it('show the past for as long as told, and then each step of the present', () => {
    const world = worldWith();
    const before = primaryOf(world.service(key)).id;
    world.setReadLag(10_000);
    const updated = world.update(key, force);
    const readPrimary = () => {
      const [service] = world.read().services;
      return service && primaryOf(service).id;
    };
    expect(updated && primaryOf(updated).id).not.toBe(before);
    world.advanceTo(startAt + 9_999);
    expect(readPrimary()).toBe(before);
    world.advanceTo(startAt + 10_000);
    expect(readPrimary()).toBe(updated && primaryOf(updated).id);
    expect(world.read().services[0]?.serviceDeployments).toHaveLength(1);
    world.advanceTo(startAt + 11_000);
    expect(world.read().services[0]?.serviceDeployments).toHaveLength(2);
    world.setReadLag(0);
    expect(world.read().services[0]).toEqual(world.service(key));
  });
});
