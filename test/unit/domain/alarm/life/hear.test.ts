import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../../src/domain/alarm/incident.ts';
import { hear, isStillOf } from '../../../../../src/domain/alarm/life/hear.ts';
import type { Heard } from '../../../../../src/domain/alarm/life/heard.ts';
import { worstOf } from '../../../../../src/domain/alarm/life/worst.ts';
import { hours, minutes, seconds } from '../../../../../src/domain/clock.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../../../support/alarms.ts';

const MEMORY = 'mcp-gateway-v2-registry-memory-high';
const hearing = (incident: Incident, ...news: readonly Heard[]): Incident =>
  news.reduce((now, one) => hear(now, one), incident);
const one = (incident: Incident) => worstOf(incident);

describe('an alarm in its incident', () => {
  it('is over when CloudWatch says OK, and so is the incident', () => {
    const closed = hearing(incidentOf(), heardOf(reportOf('OK', NIGHT + minutes(12))));
    expect(closed.state).toBe('closed');
    expect(one(closed)).toMatchObject({ state: 'OK', overAt: NIGHT + minutes(12), times: 1, changes: 2 });
  });

  it('that was seen before its notice came is told in the notice’s words, which know its value', () => {
    const { value: _value, ...seen } = reportOf('ALARM', NIGHT);
    const looked = incidentOf(heardOf(seen, { via: 'reading' }));
    expect(one(looked).value).toBeUndefined();
    const told = hearing(looked, heardOf(reportOf('ALARM', NIGHT)));
    expect(one(told)).toMatchObject({ value: '92 %', times: 1, changes: 1 });
  });

  it('isn’t over for want of data', () => {
    const blind = hearing(incidentOf(), heardOf(reportOf('INSUFFICIENT_DATA', NIGHT + minutes(12))));
    expect(blind.state).toBe('open');
    expect(one(blind)).toMatchObject({ state: 'INSUFFICIENT_DATA', changes: 2 });
    expect(one(blind).overAt).toBeUndefined();
  });

  it('that rings again within the hour opens its incident again, and wants people anew', () => {
    const acknowledged: Incident = {
      ...incidentOf(),
      acknowledged: { by: { kind: 'system' }, at: NIGHT },
      escalated: 2,
    };
    const again = heardOf(reportOf('ALARM', NIGHT + minutes(30)));
    const closed = hearing(acknowledged, heardOf(reportOf('OK', NIGHT + minutes(5))));
    expect(isStillOf(closed, again)).toBe(true);
    const reopened = hearing(closed, again);
    expect(reopened).toMatchObject({ state: 'open', escalated: 0, escalatesFrom: again.at });
    expect(reopened.acknowledged).toBeUndefined();
    expect(reopened.closedAt).toBeUndefined();
    expect(one(reopened)).toMatchObject({ state: 'ALARM', times: 2, changes: 3 });
  });

  it('that rings again later is no more of that incident', () => {
    const closed = hearing(incidentOf(), heardOf(reportOf('OK', NIGHT)));
    expect(isStillOf(closed, heardOf(reportOf('ALARM', NIGHT + hours(2))))).toBe(false);
  });

  it('told twice changes nothing', () => {
    const incident = incidentOf();
    expect(hear(incident, heardOf(reportOf('ALARM', NIGHT)))).toBe(incident);
  });

  it('told late is counted, and doesn’t undo what came after it', () => {
    const closed = hearing(incidentOf(), heardOf(reportOf('OK', NIGHT + minutes(9))));
    const late = hearing(closed, heardOf(reportOf('ALARM', NIGHT + minutes(6))));
    expect(late.state).toBe('closed');
    expect(one(late).changes).toBe(3);
  });

  it('told late that it rang before, too, is told since then; of long before nothing is', () => {
    const earlier = hearing(incidentOf(), heardOf(reportOf('ALARM', NIGHT - minutes(6))));
    expect(earlier.openedAt).toBe(NIGHT - minutes(6));
    expect(one(earlier)).toMatchObject({ state: 'ALARM', at: NIGHT, openedAt: NIGHT - minutes(6), times: 2 });
    expect(hearing(earlier, heardOf(reportOf('ALARM', NIGHT - hours(2))))).toBe(earlier);
  });

  it('told late that it was over, and has no data since, is over', () => {
    const blind = hearing(incidentOf(), heardOf(reportOf('INSUFFICIENT_DATA', NIGHT + minutes(9))));
    const over = hearing(blind, heardOf(reportOf('OK', NIGHT + minutes(6))));
    expect(over).toMatchObject({ state: 'closed', closedAt: NIGHT + minutes(6) });
    expect(one(over)).toMatchObject({ state: 'INSUFFICIENT_DATA', overAt: NIGHT + minutes(6) });
  });

  it('told again that it rings was over in between, which it counts', () => {
    const again = hearing(incidentOf(), heardOf(reportOf('ALARM', NIGHT + minutes(6))));
    expect(one(again)).toMatchObject({ state: 'ALARM', times: 2, changes: 2 });
  });
});

describe('our own look at CloudWatch', () => {
  const look = (state: 'OK' | 'ALARM', at: number, seenAt = at + minutes(1)): Heard =>
    heardOf(reportOf(state, at), { via: 'reading', at: seenAt });

  it('confirms what is known, and isn’t counted', () => {
    const confirmed = hearing(incidentOf(), look('ALARM', NIGHT));
    expect(one(confirmed)).toMatchObject({
      confirmed: { state: 'ALARM', at: NIGHT + minutes(1) },
      changes: 1,
    });
    expect(confirmed.version).toBe(incidentOf().version);
  });

  it('ends an alarm whose end nobody sent; the notice of it, should it come yet, is no further change', () => {
    const ended = hearing(incidentOf(), look('OK', NIGHT + minutes(4)));
    expect(ended.state).toBe('closed');
    const told = hearing(ended, heardOf(reportOf('OK', NIGHT + minutes(4) + 300)));
    expect(one(told).changes).toBe(2);
  });

  it('that is older than what is known says nothing of now', () => {
    const incident = hearing(incidentOf(), heardOf(reportOf('OK', NIGHT + minutes(4))));
    const seen = hearing(incident, look('ALARM', NIGHT, NIGHT + minutes(5)));
    expect(seen.state).toBe('closed');
  });

  it('keeps what a notice said of the alarm', () => {
    const report = reportOf('OK', NIGHT + minutes(4), { dimensions: {}, labels: {} });
    const ended = hearing(incidentOf(), heardOf(report, { via: 'reading' }));
    expect(one(ended).dimensions).toEqual(one(incidentOf()).dimensions);
  });
});

describe('alarms of one stack', () => {
  const critical = heardOf(reportOf('ALARM', NIGHT + seconds(30), { name: MEMORY }), {
    severity: 'critical',
  });

  it('are one incident, which is over when all are', () => {
    const two = hearing(incidentOf(), heardOf(reportOf('ALARM', NIGHT, { name: MEMORY })));
    expect(two.alarms.map(({ state }) => state)).toEqual(['ALARM', 'ALARM']);
    const half = hearing(two, heardOf(reportOf('OK', NIGHT + minutes(1))));
    expect(half.state).toBe('open');
    expect(hearing(half, heardOf(reportOf('OK', NIGHT + minutes(2), { name: MEMORY }))).state).toBe('closed');
  });

  it('want people anew when something worse joins, and not when the like does', () => {
    const taken: Incident = { ...incidentOf(), acknowledged: { by: { kind: 'system' }, at: NIGHT } };
    expect(hearing(taken, critical).acknowledged).toBeUndefined();
    const like = heardOf(reportOf('ALARM', NIGHT, { name: MEMORY }));
    expect(hearing(taken, like).acknowledged).toBeDefined();
  });

  it('show the critical one first', () => {
    expect(worstOf(hearing(incidentOf(), critical)).name).toBe(MEMORY);
  });

  it('that are over don’t join', () => {
    const incident = incidentOf();
    expect(hearing(incident, heardOf(reportOf('OK', NIGHT, { name: MEMORY })))).toBe(incident);
  });
});
