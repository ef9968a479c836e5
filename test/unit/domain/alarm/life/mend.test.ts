import { describe, expect, it } from 'vitest';
import type { AutomaticRemedy } from '../../../../../src/domain/alarm/alarm-policy.ts';
import type { Incident, Mending } from '../../../../../src/domain/alarm/incident.ts';
import { hear } from '../../../../../src/domain/alarm/life/hear.ts';
import {
  automaticFor,
  beginCountdown,
  stopCountdown,
  withMending,
} from '../../../../../src/domain/alarm/life/mend.ts';
import { worstOf } from '../../../../../src/domain/alarm/life/worst.ts';
import { minutes } from '../../../../../src/domain/clock.ts';
import { RunId, RunNumber } from '../../../../../src/domain/ids.ts';
import { heardOf, incidentOf, inEnvironment, NIGHT, reportOf } from '../../../../support/alarms.ts';

const RESTART: AutomaticRemedy = {
  remedy: 'restart',
  match: { where: inEnvironment('production') },
  countdown: minutes(2),
  perDay: 3,
};
const policy = { automatic: [RESTART] };
const looked = hear(
  incidentOf(),
  heardOf(reportOf('ALARM', NIGHT), { via: 'reading', at: NIGHT + minutes(1) }),
);
const ready: Incident = {
  ...looked,
  facts: {
    of: worstOf(looked).fingerprint,
    at: NIGHT,
    facts: { proposals: [{ remedy: 'restart', label: 'Restart registry' }], unknown: [] },
  },
};
const mending: Mending = {
  remedy: 'restart',
  fingerprint: worstOf(looked).fingerprint,
  run: RunId.parse('01J00000000000000000000042'),
  number: RunNumber.parse(1042),
  by: { kind: 'alarm', name: 'cpu-high' },
  at: NIGHT,
  version: ready.version,
};

describe('a remedy begins by itself', () => {
  it('where policy says so, CloudWatch says that the alarm rings, and the remedy fits', () => {
    expect(beginCountdown(ready, policy, NIGHT)).toMatchObject({
      countdown: { remedy: 'restart', due: NIGHT + minutes(2) },
      events: [{ kind: 'countdown' }],
    });
  });

  it.each<[string, Incident, readonly AutomaticRemedy[]]>([
    ['policy doesn’t say so', ready, []],
    ['policy says so elsewhere', ready, [{ ...RESTART, match: { where: inEnvironment('staging') } }]],
    [
      'CloudWatch hasn’t said that it rings',
      { ...incidentOf(), ...(ready.facts ? { facts: ready.facts } : {}) },
      [RESTART],
    ],
    ['nothing is known of its service', looked, [RESTART]],
    ['it is over', hear(ready, heardOf(reportOf('OK', NIGHT + minutes(1)))), [RESTART]],
    ['somebody mends it already', withMending(ready, mending), [RESTART]],
  ])('but not where %s', (_why, incident, automatic) => {
    expect(beginCountdown(incident, { automatic }, NIGHT)).toBe(incident);
  });

  it('and not a second time for the same state, whoever stopped the first', () => {
    const counting = beginCountdown(ready, policy, NIGHT);
    const stopped = stopCountdown(counting, { kind: 'slack', team: 'T', user: 'U' }, NIGHT + 1);
    expect(stopped?.countdown).toBeUndefined();
    expect(stopped && automaticFor(stopped, policy)).toEqual(RESTART);
    expect(stopped && beginCountdown(stopped, policy, NIGHT + 2)).toBe(stopped);
    expect(stopped && stopCountdown(stopped, { kind: 'system' }, NIGHT)).toBeUndefined();
  });
});

describe('a remedy that was begun', () => {
  it('is noted once for each run, and takes the countdown’s place', () => {
    const noted = withMending(beginCountdown(ready, policy, NIGHT), mending);
    expect(noted.countdown).toBeUndefined();
    expect(withMending(noted, mending).mendings).toEqual([mending]);
  });
});
