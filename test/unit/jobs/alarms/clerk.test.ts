import { beforeEach, describe, expect, it } from 'vitest';
import type { AlarmPolicy } from '../../../../src/domain/alarm/alarm-policy.ts';
import type { Incident } from '../../../../src/domain/alarm/incident.ts';
import { hear } from '../../../../src/domain/alarm/life/hear.ts';
import { beginCountdown } from '../../../../src/domain/alarm/life/mend.ts';
import { hours, minutes } from '../../../../src/domain/clock.ts';
import { RunId, RunNumber } from '../../../../src/domain/ids.ts';
import type { AlarmReading } from '../../../../src/domain/ports/alarms.ts';
import type { Accepted } from '../../../../src/domain/ports/run-intake.ts';
import { err, ok } from '../../../../src/domain/result.ts';
import type { Run, RunRequest } from '../../../../src/domain/run/run.ts';
import { lockName } from '../../../../src/domain/target/service.ts';
import { type ClerkParts, remedyClerk } from '../../../../src/jobs/alarms/clerk.ts';
import { restart } from '../../../../src/jobs/operations/restart.ts';
import { heardOf, incidentOf, NIGHT, quietPolicy, reportOf } from '../../../support/alarms.ts';
import { always, noGates } from '../../../support/gates.ts';
import { registry, restartRequest, TEAM } from '../../../support/values.ts';

const ID = RunId.parse('01J00000000000000000000042');
const NUMBER = RunNumber.parse(1042);
const policy: AlarmPolicy = {
  ...quietPolicy,
  automatic: [{ remedy: 'restart', match: {}, countdown: minutes(2), perDay: 2 }],
};
const looked = hear(incidentOf(), heardOf(reportOf('ALARM', NIGHT), { via: 'reading' }));
const [alarm] = looked.alarms;
const incident: Incident = beginCountdown(
  {
    ...looked,
    ...(alarm
      ? {
          facts: {
            of: alarm.fingerprint,
            at: NIGHT,
            facts: {
              unknown: [],
              proposals: [
                {
                  remedy: 'restart',
                  label: 'Restart registry',
                  act: { kind: 'run' as const, operation: 'restart', input: {} },
                },
              ],
            },
          },
        }
      : {}),
  },
  policy,
  NIGHT,
);

let accepted: { request: RunRequest; key: string }[];
let state: AlarmReading['state'] | 'unreadable';
let began: readonly Run[];
let answer: Accepted;
beforeEach(() => {
  accepted = [];
  state = 'ALARM';
  began = [];
  answer = { kind: 'accepted', number: NUMBER, id: ID };
});

const begin = (more: Partial<ClerkParts> = {}, of: Incident = incident) => {
  if (!of.countdown) throw new Error('the incident has no countdown');
  return remedyClerk({
    policy,
    gates: noGates,
    catalog: { services: [registry], channelStacks: new Map() },
    passes: { all: async () => [] },
    operations: [restart.spec],
    alarms: {
      read: async (_place, names) =>
        state === 'unreadable'
          ? err({ kind: 'throttled', call: 'cloudwatch:DescribeAlarms', detail: 'Rate exceeded' })
          : ok(
              new Map(
                names.map((name) => [
                  name,
                  { name, state: state === 'unreadable' ? 'OK' : state, since: NIGHT, reason: '' },
                ]),
              ),
            ),
    },
    alerts: 'none',
    intake: {
      async accept(request, key) {
        accepted.push({ request, key });
        return answer;
      },
    },
    runs: { ofTarget: async () => began },
    team: TEAM,
    newId: () => ID,
    clock: { now: () => NIGHT + minutes(2) },
    ...more,
  }).begin(of, of.countdown);
};
const runOf = (acceptedAt: number): Run => ({
  request: restartRequest('01J00000000000000000000041', { actor: { kind: 'alarm', name: 'cpu-high' } }),
  number: RunNumber.parse(1041),
  acceptedAt,
  state: { status: 'queued' },
  revision: 1,
});

describe('a remedy that begins by itself', () => {
  it('is a run of the alarm’s, with a key of its own for this incident as it is', async () => {
    expect(await begin()).toEqual({ kind: 'begun', run: ID, number: NUMBER });
    expect(accepted).toMatchObject([
      {
        key: `mend/${incident.id}/${incident.version}/restart`,
        request: {
          operation: 'restart',
          target: registry,
          actor: { kind: 'alarm', name: 'mcp-gateway-v2-registry-cpu-high' },
          origin: { channel: incident.channel },
        },
      },
    ]);
  });

  it('that was begun before is that run', async () => {
    answer = { kind: 'duplicate', number: NUMBER, id: ID };
    expect(await begin()).toMatchObject({ kind: 'begun', number: NUMBER });
  });

  it('of which nobody knows whether it was stored is asked for again', async () => {
    answer = { kind: 'unconfirmed' };
    expect(await begin()).toEqual({ kind: 'unconfirmed' });
  });
});

/** The same for an alert of Alertmanager's, which said that it fires. */
const alerted: Incident = {
  ...incident,
  alarms: incident.alarms.map((one) => ({ ...one, type: 'rule' as const })),
};
const saying = (answer: 'firing' | 'unlisted'): Pick<ClerkParts, 'alerts'> => ({
  alerts: { read: async () => ok(answer) },
});

describe('for an alert of Alertmanager’s', () => {
  it('it begins where Alertmanager lists it at that moment', async () => {
    expect(await begin(saying('firing'), alerted)).toMatchObject({ kind: 'begun', number: NUMBER });
  });

  it('nothing begins where it doesn’t, can’t be asked, or nobody is named who could be', async () => {
    const away = {
      alerts: {
        read: async () =>
          err({ kind: 'unanswered', call: 'alertmanager:alerts', detail: 'no answer' } as const),
      },
    };
    expect(await begin(saying('unlisted'), alerted)).toEqual({
      kind: 'no',
      why: 'Alertmanager does not list it any more',
    });
    expect(await begin(away, alerted)).toEqual({
      kind: 'no',
      why: 'Alertmanager can not be asked whether it still rings',
    });
    expect(await begin({}, alerted)).toEqual({
      kind: 'no',
      why: 'no Alertmanager can be asked whether it still rings',
    });
    expect(accepted).toEqual([]);
  });
});

describe('nothing is begun', () => {
  it('where CloudWatch says that it rings no more, or can’t be asked', async () => {
    state = 'OK';
    expect(await begin()).toEqual({ kind: 'no', why: 'CloudWatch says that it rings no more' });
    state = 'unreadable';
    expect(await begin()).toMatchObject({ kind: 'no', why: expect.stringContaining('can not be asked') });
    expect(accepted).toEqual([]);
  });

  it('where alarms began as much of it in the last 24 hours as they may', async () => {
    began = [runOf(NIGHT - hours(23)), runOf(NIGHT - hours(25))];
    expect(await begin()).toMatchObject({ kind: 'begun' });
    began = [runOf(NIGHT - hours(1)), runOf(NIGHT - hours(23))];
    expect(await begin()).toMatchObject({ kind: 'no', why: expect.stringContaining('2 changes') });
  });

  it('where the policy doesn’t say so any more', async () => {
    expect(await begin({ policy: quietPolicy })).toMatchObject({
      kind: 'no',
      why: 'it does not fit any more',
    });
  });

  it('to what Wheelhouse itself runs as', async () => {
    const catalog = { services: [registry], channelStacks: new Map(), own: [lockName(registry)] };
    expect(await begin({ catalog })).toMatchObject({ kind: 'no' });
  });

  it('in a window that stops it, under a freeze, or while another run is at it', async () => {
    const gates = { ...noGates, windows: [{ ...always, stops: ['restart' as const] }] };
    expect(await begin({ gates })).toMatchObject({ kind: 'no', why: expect.stringContaining('always') });
    answer = { kind: 'held', by: RunNumber.parse(7), operation: 'deploy', stoppedBy: [] };
    expect(await begin()).toEqual({ kind: 'no', why: '#7 deploy is under way' });
    answer = {
      kind: 'stopped',
      stoppedBy: [
        {
          kind: 'freeze',
          scope: { kind: 'all' },
          reason: 'an incident',
          by: { kind: 'system' },
          since: NIGHT,
          until: NIGHT + hours(1),
        },
      ],
    };
    expect(await begin()).toEqual({ kind: 'no', why: 'it is frozen or locked: an incident' });
  });
});
