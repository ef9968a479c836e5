import { beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '../../../../src/domain/alarm/incident.ts';
import type { Notice } from '../../../../src/domain/alarm/notice.ts';
import { minutes } from '../../../../src/domain/clock.ts';
import type { AlarmReading } from '../../../../src/domain/ports/alarms.ts';
import { err, ok } from '../../../../src/domain/result.ts';
import { reconcile } from '../../../../src/jobs/alarms/reconciler.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../../support/alarms.ts';
import { registry, silent } from '../../../support/values.ts';

const CPU = 'mcp-gateway-v2-registry-cpu-high';
const MEMORY = 'mcp-gateway-v2-registry-memory-high';

let taken: Notice[];
let asked: (readonly string[])[];
beforeEach(() => {
  taken = [];
  asked = [];
});

const reading = (name: string, state: AlarmReading['state']): [string, AlarmReading] => [
  name,
  { name, state, since: NIGHT + minutes(3), reason: 'because' },
];

/** One look at CloudWatch, in which these alarms are, while these incidents are told. */
const look = (there: readonly [string, AlarmReading][] | 'unreadable', open: readonly Incident[] = []) =>
  reconcile({
    alarms: {
      async read(_place, names) {
        asked.push(names);
        return there === 'unreadable'
          ? err({ kind: 'throttled', call: 'cloudwatch:DescribeAlarms', detail: 'Rate exceeded' })
          : ok(new Map(there));
      },
    },
    incidents: { open: async () => open },
    intake: {
      async take(notices) {
        taken.push(...notices);
        return notices.map(() => 'stored');
      },
    },
    lease: { hold: async () => true, release: async () => undefined },
    watched: [{ place: registry, names: [CPU, MEMORY] }],
    placeOf: (account, region) =>
      account === registry.account && region === registry.region ? registry : undefined,
    clock: { now: () => NIGHT + minutes(5) },
    every: minutes(1),
    log: silent,
    onFailure: () => undefined,
  });
const states = () => taken.map(({ what }) => (what.kind === 'alarm' ? [what.name, what.state] : what.kind));

describe('a look at CloudWatch', () => {
  it('brings news of what rings, though nobody sent them, and none of what is well', async () => {
    await look([reading(CPU, 'ALARM'), reading(MEMORY, 'OK')]);
    expect(asked).toEqual([[CPU, MEMORY]]);
    expect(states()).toEqual([[CPU, 'ALARM']]);
    expect(taken[0]).toMatchObject({ via: 'reading', what: { at: NIGHT + minutes(3) } });
  });

  it('brings the end of what is told as ringing', async () => {
    await look([reading(CPU, 'OK'), reading(MEMORY, 'OK')], [incidentOf()]);
    expect(states()).toEqual([[CPU, 'OK']]);
  });

  it('ends what CloudWatch has no more', async () => {
    await look([], [incidentOf()]);
    expect(taken[0]).toMatchObject({
      what: { state: 'OK', reason: 'CloudWatch has no alarm of that name any more.' },
    });
  });

  it('says nothing where CloudWatch can’t be read', async () => {
    await look('unreadable', [incidentOf()]);
    expect(taken).toEqual([]);
  });

  it('is taken of what is told and the configuration doesn’t list, too, and not where nobody may look', async () => {
    const other = incidentOf(heardOf(reportOf('ALARM', NIGHT, { name: 'another' })));
    const elsewhere = incidentOf(heardOf(reportOf('ALARM', NIGHT, { account: '999988887777' })));
    await look([], [other, elsewhere]);
    expect(asked).toEqual([[CPU, MEMORY, 'another']]);
  });
});
