import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/domain/explain/explain.ts';
import { type ChangedSource, staleSecrets } from '../../../../src/domain/explain/stale-secret.ts';
import type { LiveTask } from '../../../../src/domain/tasks/service-tasks.ts';
import { aSnapshot } from '../../../support/values.ts';
import { evidenceOf, NOW } from './evidence.ts';

const REVISION = 'arn:aws:ecs:us-east-1:111122223333:task-definition/registry:7';
const task = (startedAt: number | undefined, more: Partial<LiveTask> = {}): LiveTask => ({
  taskArn: 'arn:aws:ecs:us-east-1:111122223333:task/main/0123',
  status: 'RUNNING',
  health: 'HEALTHY',
  taskDefinition: REVISION,
  exec: 'off',
  containers: [],
  ...(startedAt === undefined ? {} : { startedAt }),
  ...more,
});
const changed = (name: string, changedAt: number): ChangedSource => ({
  kind: 'secret',
  name,
  names: [name.toUpperCase()],
  changedAt,
});

describe('what was changed after tasks had read it', () => {
  it('counts the running tasks that started before', () => {
    const tasks = [task(1000), task(3000), task(5000)];
    expect(staleSecrets([changed('db', 4000)], tasks, REVISION)).toMatchObject([{ name: 'db', tasks: 2 }]);
  });

  it('leaves out what every task has read since', () => {
    expect(staleSecrets([changed('db', 4000)], [task(5000)], REVISION)).toEqual([]);
  });

  it('asks no task of another revision, none that has not started and none that drains', () => {
    const tasks = [
      task(1000, { taskDefinition: `${REVISION}1` }),
      task(undefined),
      task(1000, { status: 'DEACTIVATING' }),
    ];
    expect(staleSecrets([changed('db', 4000)], tasks, REVISION)).toEqual([]);
  });

  it('names the latest change first', () => {
    const found = staleSecrets([changed('old', 2000), changed('new', 4000)], [task(1000)], REVISION);
    expect(found.map(({ name }) => name)).toEqual(['new', 'old']);
  });
});

describe('an explanation', () => {
  const stale = staleSecrets(
    [changed('shop/database', NOW - 60_000), changed('shop/api', NOW - 90_000)],
    [task(NOW - 600_000)],
    REVISION,
  );

  it('of a service that runs well says which secret its tasks have not read, and what helps', () => {
    const said = explain({ ...evidenceOf([], aSnapshot()), stale });
    expect(said).toMatchObject({ kind: 'noted', cause: 'secrets-newer-than-tasks', standing: 'well' });
    expect(said.sentence).toBe(
      'The secret shop/database was changed after running tasks had started: they still run with what it held then',
    );
    expect(said.mend).toMatch(/restart/);
    expect(said.evidence.map(({ shown }) => shown)).toEqual([
      'The secret shop/database (SHOP/DATABASE) was changed; 1 running task started before',
      'The secret shop/api (SHOP/API) was changed; 1 running task started before',
    ]);
  });

  it('of tasks that fail has it among the evidence only: what fails has just read it', () => {
    const said = explain({ ...evidenceOf([{ exit: 139 }]), stale });
    expect(said).toMatchObject({ kind: 'known', cause: 'segmentation-fault' });
    expect(said.evidence.map(({ from }) => from)).toEqual(['task', 'secret', 'secret']);
  });

  it('of an unknown cause shows it, too', () => {
    const said = explain({ ...evidenceOf([{ stop: ['NewCode', 'nobody knows'] }]), stale });
    expect(said.kind).toBe('unknown');
    expect(said.evidence.map(({ from }) => from)).toContain('secret');
  });

  it('without such a change says that nothing fails', () => {
    expect(explain({ ...evidenceOf([], aSnapshot()), stale: [] }).kind).toBe('none');
  });
});
