import { describe, expect, it } from 'vitest';
import type { Incident, IncidentAlarm, Mending } from '../../../../src/domain/alarm/incident.ts';
import { nextLook } from '../../../../src/domain/alarm/life/next-look.ts';
import { settleMendings } from '../../../../src/domain/alarm/settle-mendings.ts';
import { minutes, seconds } from '../../../../src/domain/clock.ts';
import type { Run } from '../../../../src/domain/run/run.ts';
import { incidentOf, NIGHT } from '../../../support/alarms.ts';
import { aRun } from '../../../support/values.ts';

const run = aRun();
const at = (min: number): number => NIGHT + minutes(min);
const ended = (min: number, outcome: 'succeeded' | 'failed'): Run => ({
  ...run,
  state: {
    status: 'ended',
    at: at(min),
    outcome: outcome === 'succeeded' ? { kind: 'succeeded', summary: '' } : { kind: 'failed', reason: '' },
  },
});

/** A restart was begun 5 minutes after the alarm; the alarm is as the test says. */
function mended(alarm: Partial<IncidentAlarm>, end?: Mending['end']): Incident {
  const incident = incidentOf();
  const [rings] = incident.alarms;
  if (!rings) throw new Error('no alarm');
  const mending: Mending = {
    remedy: 'restart',
    fingerprint: rings.fingerprint,
    run: run.request.id,
    number: run.number,
    by: { kind: 'slack', team: 'T1', user: 'U1' },
    at: at(5),
    version: 1,
    ...(end ? { end } : {}),
  };
  return { ...incident, alarms: [{ ...rings, ...alarm }], mendings: [mending] };
}

const over = (min: number): Partial<IncidentAlarm> => ({ state: 'OK', at: at(min), overAt: at(min) });
const succeeded = { kind: 'ended', at: at(8), outcome: 'succeeded' } as const;

describe('a remedy', () => {
  it.each<[string, Incident, readonly Run[], number, Mending['end'] | undefined]>([
    ['whose run goes on isn’t judged', mended({}), [run], 6, undefined],
    ['whose run isn’t known isn’t judged', mended({}), [], 99, undefined],
    ['is noted as ended when its run is', mended({}), [ended(8, 'succeeded')], 9, succeeded],
    [
      'whose run failed is judged no further',
      mended(over(9)),
      [ended(8, 'failed')],
      99,
      { kind: 'ended', at: at(8), outcome: 'failed' },
    ],
    [
      'helped when the alarm was over soon after',
      mended(over(12), succeeded),
      [],
      13,
      { kind: 'helped', at: at(12), after: minutes(7) },
    ],
    [
      'helped when the alarm was over while it ran',
      mended(over(7)),
      [ended(8, 'succeeded')],
      9,
      { kind: 'helped', at: at(7), after: minutes(2) },
    ],
    [
      'helped in the last of 30 minutes',
      mended(over(38), succeeded),
      [],
      60,
      { kind: 'helped', at: at(38), after: minutes(33) },
    ],
    ['did not help when they are over', mended({}, succeeded), [], 39, { kind: 'no-help', at: at(39) }],
    [
      'did not help when the alarm was over later',
      mended(over(39), succeeded),
      [],
      40,
      { kind: 'no-help', at: at(40) },
    ],
    ['is not judged when the alarm was over before', mended(over(4), succeeded), [], 99, succeeded],
  ])('%s', (_, incident, runs, now, end) => {
    const settled = settleMendings(incident, runs, at(now));
    expect(settled.incident.mendings[0]?.end).toEqual(end);
    const isNew = incident.mendings[0]?.end?.kind !== end?.kind;
    expect(settled.incident.events.length - incident.events.length).toBe(isNew ? 1 : 0);
    expect(settled.incident === incident).toBe(!isNew);
    const helped =
      end?.kind === 'helped' ? { after: end.after } : end?.kind === 'no-help' ? 'no-help' : undefined;
    expect(settled.tries).toEqual(
      helped === undefined
        ? []
        : [{ fingerprint: incident.alarms[0]?.fingerprint, remedy: 'restart', run: run.request.id, helped }],
    );
  });

  it('is judged once', () => {
    const { incident } = settleMendings(mended(over(12), succeeded), [], at(13));
    expect(settleMendings(incident, [ended(8, 'succeeded')], at(99))).toEqual({ incident, tries: [] });
  });
});

describe('an incident', () => {
  const failed = { kind: 'ended', at: at(8), outcome: 'failed' } as const;
  it.each<[string, Incident, 'looked after' | 'left alone']>([
    ['whose remedy goes on', mended({}), 'looked after'],
    ['whose remedy has ended, and whose alarm rings', mended({}, succeeded), 'looked after'],
    ['whose remedy failed', mended({}, failed), 'left alone'],
    ['whose alarm was over before its remedy began', mended(over(4), succeeded), 'left alone'],
    ['whose remedy is judged', mended({}, { kind: 'no-help', at: at(38) }), 'left alone'],
    ['without a remedy', incidentOf(), 'left alone'],
  ])('%s is looked after, or not', (_what, incident, how) => {
    const closed: Incident = { ...incident, state: 'closed', closedAt: at(12), joined: [] };
    const next = nextLook(closed, { escalation: [] }, undefined, at(13));
    expect(next === undefined ? 'left alone' : 'looked after').toBe(how);
    expect(next ?? at(14)).toBeLessThanOrEqual(at(14));
  });
});

describe('an incident with a remedy is looked at again', () => {
  const calm = { escalation: [] };
  const next = (incident: Incident, now: number) => nextLook(incident, calm, undefined, now);
  it.each<[string, Incident, number | undefined]>([
    ['within seconds, while its run goes on', mended({}), at(9) + seconds(5)],
    ['within a minute, while its alarm rings on', mended({}, succeeded), at(10)],
    ['at once, when its alarm is over', mended(over(9), succeeded), at(9)],
    ['never, when its run failed', mended({}, { ...succeeded, outcome: 'failed' }), undefined],
    ['never, when its alarm was over before', mended(over(4), succeeded), undefined],
  ])('%s', (_when, incident, due) => {
    expect(next(incident, at(9))).toBe(due);
  });
});
