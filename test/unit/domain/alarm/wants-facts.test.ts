import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../../src/domain/alarm/facts.ts';
import type { Incident, IncidentAlarm } from '../../../../src/domain/alarm/incident.ts';
import { wantsFacts, wantsPicture } from '../../../../src/domain/alarm/wants-facts.ts';
import { withFacts, withPicture } from '../../../../src/domain/alarm/with-facts.ts';
import { hours, minutes, seconds } from '../../../../src/domain/clock.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../../support/alarms.ts';

const open = incidentOf();
const [cpu] = open.alarms;
if (!cpu) throw new Error('no alarm');
const [memory] = incidentOf(heardOf(reportOf('ALARM', NIGHT + 1, { name: 'memory-high' }))).alarms;
if (!memory) throw new Error('no alarm');

const facts: Facts = { proposals: [], unknown: [] };
const known = (after: number, alarm: IncidentAlarm = cpu): Incident => ({
  ...open,
  facts: { of: alarm.fingerprint, at: NIGHT + after, facts },
});
const firing: IncidentAlarm = { ...cpu, type: 'rule', confirmed: { state: 'ALARM', at: NIGHT } };
const critical: IncidentAlarm = { ...memory, severity: 'critical' };

describe('an incident wants facts', () => {
  it.each<[string, Incident, number, IncidentAlarm | undefined]>([
    ['when it opens', open, 0, cpu],
    ['of the worst of its alarms', { ...open, alarms: [cpu, critical] }, 0, critical],
    [
      'of one that nobody silenced',
      { ...open, alarms: [{ ...cpu, silencedUntil: NIGHT + hours(1) }, memory] },
      0,
      memory,
    ],
    ['when another is the worst by now', { ...known(0), alarms: [cpu, critical] }, seconds(60), critical],
    ['but not within a minute', { ...known(0), alarms: [cpu, critical] }, seconds(59), undefined],
    ['not as long as they are fresh', known(0), minutes(4), undefined],
    ['again when they are old', known(0), minutes(5), cpu],
    ['less often when it has been open for long', known(hours(10)), hours(10) + minutes(30), undefined],
    [
      'as often as ever where remedies may be offered for an alert: nothing else asks Alertmanager',
      { ...known(hours(10)), alarms: [firing] },
      hours(10) + minutes(5),
      firing,
    ],
    [
      'when it rings anew',
      { ...known(0), alarms: [{ ...cpu, at: NIGHT + seconds(30) }] },
      seconds(60),
      { ...cpu, at: NIGHT + seconds(30) },
    ],
    ['not when it is closed', { ...open, state: 'closed' }, 0, undefined],
    ['not when nobody is told of it', { ...open, quiet: true }, 0, undefined],
    ['not when nothing rings', { ...open, alarms: [{ ...cpu, state: 'INSUFFICIENT_DATA' }] }, 0, undefined],
  ])('%s', (_, incident, after, alarm) => {
    expect(wantsFacts(incident, NIGHT + after, minutes(1))).toEqual(alarm);
  });

  it('and a picture once for each time that it rings, where it has a metric', () => {
    expect(wantsPicture(open, cpu)).toBe(true);
    const drawn = { ...open, picture: { of: cpu.fingerprint, file: 'F1', at: NIGHT + 1 } };
    expect(wantsPicture(drawn, cpu)).toBe(false);
    expect(wantsPicture(drawn, { ...cpu, at: NIGHT + 2 })).toBe(true);
    expect(wantsPicture(drawn, memory)).toBe(true);
    expect(wantsPicture(open, { ...cpu, type: 'composite' })).toBe(false);
  });
});

describe('what was found out', () => {
  const found = { of: cpu.fingerprint, at: NIGHT + 1, facts };

  it('is told in the thread once for each alarm, and later only shown', () => {
    const once = withFacts(open, found);
    if (!once) throw new Error('nothing was changed');
    expect(once.events.slice(open.events.length)).toEqual([
      { kind: 'facts', at: NIGHT + 1, fingerprint: cpu.fingerprint, facts },
    ]);
    const twice = withFacts(once, { ...found, at: NIGHT + 2 });
    expect(twice?.events).toEqual(once.events);
    expect(twice?.facts?.at).toBe(NIGHT + 2);
  });

  it('confirms the alarm, unless somebody has looked since', () => {
    const confirmed = { state: 'ALARM', at: NIGHT + 1 } as const;
    expect(withFacts(open, { ...found, confirmed })?.alarms[0]?.confirmed).toEqual(confirmed);
    const later = { state: 'OK', at: NIGHT + 2 } as const;
    const looked = { ...open, alarms: [{ ...cpu, confirmed: later }] };
    expect(withFacts(looked, { ...found, confirmed })?.alarms[0]?.confirmed).toEqual(later);
  });

  it('is left where the incident is closed or has no such alarm', () => {
    expect(withFacts({ ...open, state: 'closed' }, found)).toBeUndefined();
    expect(withFacts(open, { ...found, of: memory.fingerprint })).toBeUndefined();
    expect(
      withPicture({ ...open, state: 'closed' }, { of: cpu.fingerprint, file: 'F1', at: 1 }),
    ).toBeUndefined();
  });
});
