import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { IncidentAlarm } from '../../../../src/domain/alarm/incident.ts';
import { fitting } from '../../../../src/domain/alarm/propose.ts';
import { defineRemediation, type Situation } from '../../../../src/domain/alarm/remediation.ts';
import { minutes } from '../../../../src/domain/clock.ts';
import { ServiceName } from '../../../../src/domain/target/service.ts';
import { loadOperations } from '../../../../src/jobs/operations-folder.ts';
import { loadRemediations, remediationSet } from '../../../../src/jobs/remediations-folder.ts';
import { incidentOf, NIGHT } from '../../../support/alarms.ts';
import { registry } from '../../../support/values.ts';

const operations = await loadOperations();
const remedies = await loadRemediations(operations);

const [rings] = incidentOf().alarms;
if (!rings) throw new Error('no alarm');

/** An alarm of the metric that is told, which began to ring at night. */
const of = (metric: string): IncidentAlarm => ({
  ...rings,
  name: metric,
  metric,
  condition: `${metric} > 1 for 10 min`,
});

/** Two of two tasks run, which are a day old; autoscaling allows four; nobody deployed anything. */
const steady: Situation = {
  alarm: of('CPUUtilization'),
  service: registry,
  now: NIGHT + minutes(2),
  running: 2,
  desired: 2,
  rollout: { is: 'over', since: NIGHT - minutes(1440) },
  most: 4,
  deployed: [],
};

/** v2 was deployed so long before the alarm began, and v1 had run well. */
const deployed = (ago: number, more: object = {}): Pick<Situation, 'change' | 'rollout'> => ({
  change: {
    deployed: {
      at: NIGHT - minutes(ago),
      image: 'v2',
      end: 'succeeded',
      endedAt: NIGHT - minutes(ago - 3),
      ...more,
    },
    before: 'v1',
  },
  rollout: { is: 'over', since: NIGHT - minutes(ago) },
});

const going = { change: { deployed: { at: NIGHT - minutes(5), image: 'v2' }, before: 'v1' } } as const;

describe('what may help', () => {
  const table: readonly (readonly [string, Partial<Situation>, readonly string[]])[] = [
    ['a CPU that is busy', {}, ['scale-out', 'restart', 'logs']],
    ['memory that is full', { alarm: of('MemoryUtilization') }, ['restart', 'logs']],
    ['targets that are ill', { alarm: of('UnHealthyHostCount') }, ['restart', 'logs']],
    ['requests that fail', { alarm: of('HTTPCode_Target_5XX_Count') }, ['restart', 'logs']],
    ['slow answers', { alarm: of('TargetResponseTime') }, ['scale-out', 'restart', 'logs']],
    ['anything else', { alarm: of('DatabaseConnections') }, ['logs']],
    ['as many tasks as autoscaling allows', { most: 2 }, ['restart', 'logs']],
    ['no autoscaling', { most: 'any' }, ['scale-out', 'restart', 'logs']],
    ['tasks that are wanted and do not run', { running: 1 }, ['restart', 'logs']],
    ['a service that is scaled to 0', { running: 0, desired: 0 }, ['logs']],
    ['a deployment before', deployed(12), ['rollback', 'scale-out', 'restart', 'logs']],
    [
      'a deployment before any alarm',
      { alarm: of('DatabaseConnections'), ...deployed(12) },
      ['rollback', 'logs'],
    ],
    ['tasks that are new', deployed(5), ['rollback', 'scale-out', 'logs']],
    ['a deployment long before', deployed(124), ['scale-out', 'restart', 'logs']],
    ['a deployment after it began to ring', deployed(-1), ['scale-out', 'logs']],
    ['a deployment that failed', deployed(12, { end: 'failed' }), ['scale-out', 'restart', 'logs']],
    [
      'a deployment that ECS took back',
      deployed(12, { end: 'rolled back' }),
      ['scale-out', 'restart', 'logs'],
    ],
    ['a rollback before', deployed(12, { operation: 'rollback' }), ['scale-out', 'restart', 'logs']],
    ['what fails with any image', { ...deployed(12), back: 'no-help' }, ['scale-out', 'restart', 'logs']],
    [
      'what fails with this image',
      { ...deployed(12), back: 'may-help' },
      ['rollback', 'scale-out', 'restart', 'logs'],
    ],
    [
      'a deployment that goes on',
      { ...going, rollout: { is: 'under-way', since: NIGHT - minutes(5) } },
      ['rollback', 'logs'],
    ],
  ];

  it.each(table)('%s', (_, situation, expected) => {
    expect(fitting(remedies, { ...steady, ...situation }).map(({ remedy }) => remedy)).toEqual(expected);
  });

  it('rests on nothing that could not be read', () => {
    const { alarm, service, now } = steady;
    expect(fitting(remedies, { alarm, service, now }).map(({ remedy }) => remedy)).toEqual(['logs']);
    const { most: _unread, ...others } = steady;
    expect(fitting(remedies, others).map(({ remedy }) => remedy)).toEqual(['restart', 'logs']);
  });

  it('is said in a few words that stay true, and is what the operation takes', () => {
    const all = fitting(remedies, { ...steady, ...deployed(12) });
    expect(all.map(({ fit: { rank: _rank, ...said } }) => said)).toEqual([
      {
        label: 'Roll back registry',
        because: 'v2 deployed 12 min before',
        act: { kind: 'run', operation: 'rollback', input: {} },
      },
      {
        label: 'Scale registry to 3',
        because: 'autoscaling allows 4',
        act: { kind: 'run', operation: 'scale', input: { count: 3 } },
      },
      { label: 'Restart registry', act: { kind: 'run', operation: 'restart', input: {} } },
      { label: 'Show logs', act: { kind: 'read', words: 'logs prod-us-east-1/registry --since 15m' } },
    ]);
    for (const { fit } of all) {
      if (fit.act.kind === 'read') continue;
      const { operation, input } = fit.act;
      const spec = operations.current.find((one) => one.spec.name === operation)?.spec;
      expect(spec?.input.safeParse(input).success).toBe(true);
    }
  });

  it('says of a deployment that goes on that it does', () => {
    const situation = { ...steady, ...going, rollout: { is: 'under-way', since: NIGHT } } as const;
    expect(fitting(remedies, situation)[0]?.fit.because).toBe('v2 was being deployed');
  });

  it('fits a button, however long the name of the service is', () => {
    const service = { ...registry, service: ServiceName.parse('currenttime-server-of-the-gateway') };
    for (const { fit } of fitting(remedies, { ...steady, ...deployed(12), service }))
      expect(fit.label.length).toBeLessThanOrEqual(30);
  });
});

describe('the remedies of a build', () => {
  const logs = defineRemediation({ name: 'logs', summary: 'the log', fits: () => undefined });

  it('are found by scanning the folder', () => {
    expect(remedies.map(({ name }) => name)).toEqual(['logs', 'restart', 'rollback', 'scale-out']);
  });

  it('stop the start when two have the same name', () => {
    expect(() => remediationSet([...remedies, logs], operations)).toThrow('two remedies are called "logs"');
  });

  it('stop the start when one starts an operation that is not there', () => {
    const reboot = defineRemediation({
      name: 'reboot',
      summary: '',
      operation: 'reboot',
      fits: () => undefined,
    });
    expect(() => remediationSet([reboot], operations)).toThrow(
      'the remedy "reboot" starts an operation that isn\'t there: "reboot"',
    );
  });

  it('stop the start when a file exports none, or one has a name that nobody can type', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'remediations-'));
    await writeFile(join(folder, 'empty.ts'), 'export const nothing = 1;\n');
    await expect(loadRemediations(operations, pathToFileURL(`${folder}/`))).rejects.toThrow(
      'empty.ts must export one remedy',
    );
    expect(() =>
      defineRemediation({ ...logs, name: 'Two words', fits: () => undefined, operation: 'x' }),
    ).toThrow('needs a name of lower-case letters and hyphens');
  });
});
