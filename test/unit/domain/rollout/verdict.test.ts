import { describe, expect, it } from 'vitest';
import type {
  ServiceDeployment,
  ServiceDeploymentStatus,
} from '../../../../src/domain/rollout/service-deployment.ts';
import type { Deployment, ServiceSnapshot } from '../../../../src/domain/rollout/service-snapshot.ts';
import { judge, progressOf } from '../../../../src/domain/rollout/verdict.ts';

const followed = { deploymentId: 'ecs-svc/new', previousId: 'ecs-svc/old' };

const deployment = (id: string, more: Partial<Deployment> = {}): Deployment => ({
  id,
  status: 'PRIMARY',
  taskDefinition: 'registry:7',
  desired: 2,
  running: 2,
  pending: 0,
  failed: 0,
  createdAt: 0,
  ...more,
});

const snapshot = (...deployments: Deployment[]): ServiceSnapshot => ({
  status: 'ACTIVE',
  controller: 'ECS',
  taskDefinition: 'registry:7',
  desired: 2,
  running: deployments.reduce((sum, d) => sum + d.running, 0),
  pending: 0,
  deployments,
  breaker: 'rolls-back',
  events: [],
});

const serviceDeployment = (
  status: ServiceDeploymentStatus,
  more: Partial<ServiceDeployment> = {},
): ServiceDeployment => ({
  arn: 'arn:sd',
  status,
  createdAt: 0,
  sources: [],
  ...more,
});

const ours = snapshot(deployment('ecs-svc/new'));

describe('the verdict on a rollout', () => {
  it.each([
    'PENDING',
    'IN_PROGRESS',
    'STOP_REQUESTED',
    'ROLLBACK_REQUESTED',
    'ROLLBACK_IN_PROGRESS',
  ] as const)('is not over while ECS says %s, even with all tasks running', (status) => {
    expect(judge(followed, ours, serviceDeployment(status)).kind).toBe('rolling');
  });

  it('is success only when ECS says SUCCESSFUL', () => {
    expect(judge(followed, ours, serviceDeployment('SUCCESSFUL'))).toEqual({ kind: 'succeeded' });
  });

  it.each([
    ['breaker', 'Service deployment rolled back because of a circuit breaker'],
    ['alarm', 'Service deployment rolled back because of a CloudWatch alarm'],
    ['hand', 'Service deployment rolled back by a user'],
  ] as const)(
    'is a rollback by %s, never a success, though one deployment runs all its tasks',
    (by, reason) => {
      const rolledBack = serviceDeployment('ROLLBACK_SUCCESSFUL', { rollback: { reason } });
      expect(judge(followed, snapshot(deployment('ecs-svc/back')), rolledBack)).toEqual({
        kind: 'rolled-back',
        by,
        reason,
      });
    },
  );

  it('is superseded when ECS stopped it and another deployment is PRIMARY', () => {
    const other = snapshot(deployment('ecs-svc/other'));
    expect(judge(followed, other, serviceDeployment('STOPPED'))).toEqual({
      kind: 'superseded',
      by: 'ecs-svc/other',
    });
    expect(judge(followed, ours, serviceDeployment('STOPPED', { statusReason: 'by hand' })).kind).toBe(
      'failed',
    );
  });

  it('is not known yet when a successor ended it and the service was read a moment before that', () => {
    const statusReason = 'Service deployment stopped because a new service deployment was started.';
    expect(judge(followed, ours, serviceDeployment('STOPPED', { statusReason }))).toEqual({
      kind: 'rolling',
      phase: 'stopping',
    });
  });

  it('is a failure when even the rollback failed', () => {
    expect(judge(followed, ours, serviceDeployment('ROLLBACK_FAILED')).kind).toBe('failed');
  });
});

describe('the verdict on a service without service deployments', () => {
  it('is the rollout state of the deployment that was asked for', () => {
    const completed = snapshot(deployment('ecs-svc/new', { rolloutState: 'COMPLETED' }));
    expect(judge(followed, completed, undefined)).toEqual({ kind: 'succeeded' });
    const failed = snapshot(
      deployment('ecs-svc/new', { rolloutState: 'FAILED', rolloutReason: 'tasks failed to start' }),
    );
    expect(judge(followed, failed, undefined)).toEqual({ kind: 'failed', reason: 'tasks failed to start' });
  });

  it('waits on while a late read still shows the deployment from before', () => {
    expect(judge(followed, snapshot(deployment('ecs-svc/old')), undefined).kind).toBe('rolling');
  });

  it('tells a rollback of the breaker from a deployment made by somebody else', () => {
    const back = deployment('ecs-svc/back', {
      rolloutState: 'COMPLETED',
      rolloutReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/old.',
    });
    expect(judge(followed, snapshot(back), undefined)).toMatchObject({ kind: 'rolled-back', by: 'breaker' });
    expect(judge(followed, snapshot(deployment('ecs-svc/other')), undefined).kind).toBe('superseded');
  });
});

describe('the figures of a rollout', () => {
  it('count new tasks, old ones that still run, and failures as the breaker counts them', () => {
    const rolling = snapshot(
      deployment('ecs-svc/new', { running: 1, pending: 1 }),
      deployment('ecs-svc/old', { status: 'ACTIVE' }),
    );
    const counted = serviceDeployment('IN_PROGRESS', { breaker: { failures: 2, threshold: 3 } });
    expect(progressOf(followed, rolling, counted)).toEqual({
      desired: 2,
      running: 1,
      pending: 1,
      failed: 2,
      old: 2,
      breaker: { failures: 2, threshold: 3 },
    });
  });
});
