import type { Service, ServiceDeployment } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { ecsClients } from '../../../src/aws/clients.ts';
import { Unreadable } from '../../../src/aws/ecs/required.ts';
import { serviceDeployment } from '../../../src/aws/ecs/service-deployment.ts';
import { serviceSnapshot } from '../../../src/aws/ecs/service-snapshot.ts';

const at = new Date('2026-11-20T12:00:00Z');
const deployment = {
  id: 'ecs-svc/1',
  status: 'PRIMARY',
  taskDefinition: 'arn:task-definition/registry:1',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  createdAt: at,
};
const service: Service = {
  status: 'ACTIVE',
  taskDefinition: 'arn:task-definition/registry:1',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  deployments: [deployment],
};

describe('a service of which AWS says little', () => {
  it('is ECS’s own, without a breaker, a service deployment or a rollout state', () => {
    expect(serviceSnapshot(service)).toEqual({
      status: 'ACTIVE',
      controller: 'ECS',
      taskDefinition: 'arn:task-definition/registry:1',
      desired: 2,
      running: 2,
      pending: 0,
      breaker: 'off',
      rolls: { strategy: 'ROLLING', minimumHealthyPercent: 100, maximumPercent: 200 },
      events: [],
      pauses: [],
      deployments: [
        {
          id: 'ecs-svc/1',
          status: 'PRIMARY',
          taskDefinition: 'arn:task-definition/registry:1',
          desired: 2,
          running: 2,
          pending: 0,
          failed: 0,
          createdAt: at.getTime(),
        },
      ],
    });
  });

  it.each(['status', 'taskDefinition', 'desiredCount', 'runningCount', 'deployments'] as const)(
    'can’t be read without %s',
    (field) => {
      expect(() => serviceSnapshot({ ...service, [field]: undefined })).toThrow(Unreadable);
    },
  );

  it('can’t be read with a state that isn’t known', () => {
    const odd = { ...service, deployments: [{ ...deployment, status: 'SECONDARY' }] };
    expect(() => serviceSnapshot(odd)).toThrow('deployment.status is SECONDARY');
  });

  it('names each target group once, both of a blue/green service', () => {
    const loadBalancers = [
      { targetGroupArn: 'arn:blue', advancedConfiguration: { alternateTargetGroupArn: 'arn:green' } },
      { targetGroupArn: 'arn:blue' },
      { loadBalancerName: 'classic' },
    ];
    expect(serviceSnapshot({ ...service, loadBalancers }).targetGroups).toEqual(['arn:blue', 'arn:green']);
  });

  it('shows its events newest first, without those that say nothing', () => {
    const later = new Date(at.getTime() + 1000);
    const events = [
      { createdAt: at, message: 'first' },
      { createdAt: at },
      { createdAt: later, message: 'then' },
    ];
    expect(serviceSnapshot({ ...service, events }).events.map((event) => event.message)).toEqual([
      'then',
      'first',
    ]);
  });
});

describe('a service deployment', () => {
  const from: ServiceDeployment = {
    serviceDeploymentArn: 'arn:1',
    status: 'STOPPED',
    createdAt: at,
    stoppedAt: at,
    deploymentCircuitBreaker: { status: 'DISABLED', failureCount: 0, threshold: 0 },
  };

  it('that was stopped is finished, and a breaker that is off isn’t shown', () => {
    expect(serviceDeployment(from)).toEqual({
      arn: 'arn:1',
      status: 'STOPPED',
      createdAt: at.getTime(),
      finishedAt: at.getTime(),
      sources: [],
    });
  });

  it.each(['MONITORING', 'TRIGGERED'] as const)('shows what a %s breaker counted', (status) => {
    const deploymentCircuitBreaker = { status, failureCount: 2, threshold: 3 };
    expect(serviceDeployment({ ...from, deploymentCircuitBreaker })).toMatchObject({
      breaker: { failures: 2, threshold: 3 },
    });
  });
});

describe('clients', () => {
  it('are kept: one for reads and one for writes in each account, role and region', () => {
    const clients = ecsClients();
    const scope = { account: '123456789012', region: 'us-east-1' };
    const role = 'arn:aws:iam::123456789012:role/bot';
    const made = [
      clients.reading(scope),
      clients.writing(scope),
      clients.reading({ ...scope, region: 'eu-west-1' }),
      clients.reading({ ...scope, role }),
      clients.reading({ ...scope, account: '210987654321' }),
    ];
    expect(new Set(made).size).toBe(made.length);
    expect(clients.reading({ ...scope })).toBe(made[0]);
    clients.destroy();
  });
});
