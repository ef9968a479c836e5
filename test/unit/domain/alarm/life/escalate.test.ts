import { describe, expect, it } from 'vitest';
import type { EscalationLevel } from '../../../../../src/domain/alarm/alarm-policy.ts';
import type { Incident } from '../../../../../src/domain/alarm/incident.ts';
import { acknowledge } from '../../../../../src/domain/alarm/life/acknowledge.ts';
import {
  callAnswered,
  callFailed,
  escalate,
  escalatesAt,
  resolveCalls,
} from '../../../../../src/domain/alarm/life/escalate.ts';
import { hear } from '../../../../../src/domain/alarm/life/hear.ts';
import { underSilences } from '../../../../../src/domain/alarm/life/silences-over.ts';
import { minutes, seconds } from '../../../../../src/domain/clock.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../../../support/alarms.ts';

const LEVELS: readonly EscalationLevel[] = [
  { match: {}, after: minutes(10), calls: [{ kind: 'group', group: 'S0ONCALL' }] },
  {
    match: { severities: ['critical'] },
    after: minutes(20),
    calls: [
      { kind: 'channel', channel: 'C0INCIDENT' },
      { kind: 'pagerduty', key: 'PAGERDUTY_KEY' },
    ],
  },
];
const heard = NIGHT + seconds(1);
const warning = incidentOf();
const critical = incidentOf(heardOf(reportOf('ALARM', NIGHT), { severity: 'critical' }));
const called = (incident: Incident) =>
  incident.events.flatMap((event) => (event.kind === 'escalated' ? [event.to] : []));

describe('an incident that nobody acknowledges', () => {
  it('calls nobody before the time of the first level', () => {
    expect(escalatesAt(warning, LEVELS)).toBe(heard + minutes(10));
    expect(escalate(warning, LEVELS, heard + minutes(10) - 1)).toBe(warning);
  });

  it('calls level after level, each once', () => {
    const first = escalate(critical, LEVELS, heard + minutes(10));
    expect(called(first)).toEqual([['<!subteam^S0ONCALL>']]);
    expect(escalate(first, LEVELS, heard + minutes(11))).toBe(first);
    const second = escalate(first, LEVELS, heard + minutes(20));
    expect(called(second).at(-1)).toEqual(['<#C0INCIDENT>', 'PagerDuty']);
    expect(second.calling.map(({ call }) => call.kind)).toEqual(['channel', 'pagerduty']);
    expect(escalatesAt(second, LEVELS)).toBeUndefined();
  });

  it('calls nobody whom nothing that rings concerns', () => {
    const all = escalate(warning, LEVELS, heard + minutes(60));
    expect(called(all)).toHaveLength(1);
    expect(all.calling).toEqual([]);
  });
});

describe('nobody is called', () => {
  it('once somebody has acknowledged', () => {
    const taken = acknowledge(critical, { kind: 'slack', team: 'T', user: 'U' }, heard);
    expect(taken.kind === 'acknowledged' && escalatesAt(taken.incident, LEVELS)).toBeUndefined();
  });

  it('while all that rings is silenced, and again after that', () => {
    const silence = {
      scope: { kind: 'stack', name: 'prod-us-east-1' },
      until: NIGHT + minutes(30),
      by: { kind: 'system' },
      reason: 'maintenance',
      since: NIGHT,
      channel: 'C0ALERTS',
    } as const;
    const silent = underSilences(critical, [silence], heard);
    expect(escalate(silent, LEVELS, heard + minutes(25))).toBe(silent);
    const over = underSilences(silent, [silence], NIGHT + minutes(30));
    expect(over.events.at(-1)?.kind).toBe('silence-ended');
    expect(called(escalate(over, LEVELS, NIGHT + minutes(30)))).toHaveLength(2);
  });
});

describe('a call outside Slack', () => {
  const calling = escalate(escalate(critical, LEVELS, heard + minutes(10)), LEVELS, heard + minutes(20));
  const [, pagerduty] = calling.calling;
  const key = pagerduty?.key ?? '';
  const away = (detail: string) => ({ kind: 'unanswered', detail }) as const;
  const over = (incident: Incident): Incident =>
    resolveCalls(hear(incident, heardOf(reportOf('OK', NIGHT + minutes(40)))), NIGHT + minutes(40));

  it('that is refused as wrong is said at once, once, and tried again all the same', () => {
    const refused = { kind: 'invalid', detail: 'answered 400' } as const;
    const first = callFailed(calling, key, refused, heard);
    expect(first.events.at(-1)).toMatchObject({ kind: 'not-called', why: 'answered 400', again: true });
    expect(first.calling.find((one) => one.key === key)).toMatchObject({ tries: 1, due: heard + seconds(5) });
    expect(callFailed(first, key, refused, heard).events).toEqual(first.events);
    // Also where it wasn't answered before.
    const unanswered = callFailed(calling, key, away('no answer'), heard);
    expect(callFailed(unanswered, key, refused, heard).events).toEqual(first.events);
  });

  it('that isn’t answered is tried again with longer pauses, and given up with a word', () => {
    let incident = calling;
    let pauses: readonly number[] = [];
    for (let at = heard; incident.calling.some((one) => one.key === key); ) {
      incident = callFailed(incident, key, away('no answer'), at);
      const next = incident.calling.find((one) => one.key === key)?.due ?? at;
      pauses = [...pauses, next - at];
      at = next;
    }
    expect(pauses.slice(0, 3)).toEqual([seconds(5), seconds(10), seconds(20)]);
    expect(incident.events.at(-1)).toMatchObject({ kind: 'not-called', who: 'PagerDuty', why: 'no answer' });
  });

  it('that was answered, or may have been heard, hears that somebody has taken it on, and then when it is over', () => {
    const by = { kind: 'slack', team: 'T', user: 'U' } as const;
    for (const before of [callAnswered(calling, key), calling]) {
      const taken = acknowledge(before, by, NIGHT + minutes(30));
      const incident = taken.kind === 'acknowledged' ? taken.incident : before;
      expect(incident.calling).toMatchObject([{ key, says: 'taken', tries: 0, due: NIGHT + minutes(30) }]);
      expect(over(incident).calling).toMatchObject([{ key, says: 'over', tries: 0 }]);
      expect(over(callAnswered(incident, key)).calling).toMatchObject([{ key, says: 'over', tries: 0 }]);
      expect(over(callAnswered(incident, key)).called).toEqual([]);
    }
  });

  it('that can’t be told that somebody has it is said so, and hears all the same when it is over', () => {
    const taken = acknowledge(callAnswered(calling, key), { kind: 'system' }, heard);
    let incident = taken.kind === 'acknowledged' ? taken.incident : calling;
    while (incident.calling.length > 0) incident = callFailed(incident, key, away('answered 503'), heard);
    expect(incident.events.at(-1)).toMatchObject({ kind: 'not-called', says: 'taken', who: 'PagerDuty' });
    expect(over(incident).calling).toMatchObject([{ key, says: 'over' }]);
  });

  it('that was answered hears when it is over', () => {
    expect(over(callAnswered(calling, key)).calling).toMatchObject([{ key, says: 'over', tries: 0 }]);
  });

  it('that may have been heard hears it, too, even if nobody has noted that it was tried', () => {
    expect(over(callFailed(calling, key, away('no answer'), heard)).calling).toMatchObject([
      { key, says: 'over' },
    ]);
    expect(over(calling).calling).toMatchObject([{ says: 'over', tries: 0, key }]);
  });
});
