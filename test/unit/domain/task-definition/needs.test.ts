import { expect, it } from 'vitest';
import { needsOf } from '../../../../src/domain/task-definition/needs.ts';
import { aContainer, aDefinition } from './a-definition.ts';

const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:shop-AbCdEf';

it('what several containers use is needed once', () => {
  const secrets = [
    { name: 'USERNAME', valueFrom: `${SECRET}:username::` },
    { name: 'PASSWORD', valueFrom: `${SECRET}:password::` },
  ];
  const containers = [aContainer({ secrets }), aContainer({ name: 'other', secrets: secrets.slice(1) })];
  expect(needsOf(aDefinition({ containers }))).toEqual([
    { kind: 'role', of: 'execution', role: 'arn:aws:iam::111122223333:role/ecs/registry-execution' },
    { kind: 'role', of: 'task', role: 'arn:aws:iam::111122223333:role/registry-task' },
    {
      kind: 'source',
      source: { kind: 'secret', id: SECRET, region: 'us-east-1', follows: 'its-changes' },
      names: ['USERNAME', 'PASSWORD'],
    },
    { kind: 'log-group', group: '/ecs/registry', region: 'us-east-1' },
  ]);
});

it('a log group that ECS makes itself, another log driver and an unknown source are no needs', () => {
  const { executionRole: _execution, taskRole: _task, ...rest } = aDefinition();
  const log = { driver: 'awslogs', group: '/new', region: 'us-east-1', whenMissing: 'is-created' } as const;
  const containers = [
    aContainer({ log, secrets: [{ name: 'A', valueFrom: 'arn:aws:s3:::bucket/file' }] }),
    aContainer({ name: 'other', log: { driver: 'other', name: 'splunk' }, secrets: [] }),
  ];
  expect(needsOf({ ...rest, containers })).toEqual([]);
});
