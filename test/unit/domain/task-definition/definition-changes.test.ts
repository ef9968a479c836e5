import { describe, expect, it } from 'vitest';
import type { TaskDefinition } from '../../../../src/domain/ports/task-definitions.ts';
import { definitionChanges } from '../../../../src/domain/task-definition/definition-changes.ts';
import { aContainer, aDefinition } from './a-definition.ts';

const rows = (to: Partial<TaskDefinition>, from: Partial<TaskDefinition> = {}): string[] =>
  definitionChanges(aDefinition(from), aDefinition(to)).map(({ label, before, after }) =>
    before === undefined ? `${label}: ${after}` : `${label}: ${before} → ${after}`,
  );

describe('between two revisions', () => {
  it('nothing is said where only their numbers differ', () => {
    expect(rows({ arn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/x:8', revision: 8 })).toEqual([]);
  });

  it('variables are told by name: added, changed, removed', () => {
    const environment = [
      { name: 'REGISTRY_URL', digest: 'b2' },
      { name: 'MODE', digest: 'c1' },
    ];
    expect(rows({ containers: [aContainer({ environment })] })).toEqual([
      'Environment: REGISTRY_URL changed, MODE added, AUTH_PROVIDER removed',
    ]);
  });

  it('the order of variables is no change', () => {
    const environment = aContainer().environment.toReversed();
    expect(rows({ containers: [aContainer({ environment })] })).toEqual([]);
  });

  it('a secret that comes from elsewhere is told by its name alone', () => {
    const secrets = [{ name: 'ADMIN_PASSWORD', valueFrom: '/registry/admin' }];
    expect(rows({ containers: [aContainer({ secrets })] })).toEqual(['Secrets: ADMIN_PASSWORD changed']);
  });

  it('sizes, roles, platform and log are told with what they were', () => {
    const log = {
      driver: 'awslogs',
      group: '/ecs/other',
      region: 'us-east-1',
      whenMissing: 'task-fails',
    } as const;
    const { taskRole: _gone, ...rest } = aDefinition({
      cpu: '2048',
      memory: '4096',
      executionRole: 'arn:aws:iam::111122223333:role/other',
      platform: 'linux/arm64',
      containers: [aContainer({ log })],
    });
    expect(
      definitionChanges(aDefinition(), rest).map(({ label, before, after }) => [label, before, after]),
    ).toEqual([
      ['Log', '/ecs/registry (us-east-1)', '/ecs/other (us-east-1)'],
      ['CPU', '1024', '2048'],
      ['Memory', '2048 MiB', '4096 MiB'],
      ['Execution role', 'ecs/registry-execution', 'other'],
      ['Task role', 'registry-task', 'none'],
      ['Platform', 'linux/amd64', 'linux/arm64'],
    ]);
  });

  it('an image is told in short, a digest by its beginning', () => {
    const image = `111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry@sha256:${'9'.repeat(64)}`;
    expect(rows({ containers: [aContainer({ image })] })).toEqual([
      'Image: mcp-gateway-registry:latest → mcp-gateway-registry@sha256:999999999999',
    ]);
  });

  it('images that would read the same are told whole', () => {
    const image = '444455556666.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry:latest';
    expect(rows({ containers: [aContainer({ image })] })).toEqual([
      `Image: ${aContainer().image} → ${image}`,
    ]);
  });

  it('several containers are told apart, and one that comes or goes is a row', () => {
    const proxy = aContainer({ name: 'proxy', image: 'envoy:v1', environment: [], secrets: [] });
    expect(rows({ containers: [aContainer({ image: 'registry:v2' }), proxy] })).toEqual([
      'Image of registry: mcp-gateway-registry:latest → registry:v2',
      'Container proxy: none → envoy:v1',
    ]);
  });
});
