import { describe, expect, it } from 'vitest';
import type { Incident, IncidentEvent } from '../../../../../src/domain/alarm/incident.ts';
import { hear } from '../../../../../src/domain/alarm/life/hear.ts';
import { sayWhatChanged } from '../../../../../src/domain/alarm/life/say.ts';
import { hours, minutes, seconds } from '../../../../../src/domain/clock.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../../../support/alarms.ts';

const kinds = ({ events }: Incident): readonly IncidentEvent['kind'][] => events.map(({ kind }) => kind);
const said = (incident: Incident, now: number): Incident => sayWhatChanged(incident, now).incident;

describe('the thread of an incident', () => {
  it('says at once what began to ring, and once', () => {
    const begun = said(incidentOf(), NIGHT + seconds(1));
    expect(kinds(begun)).toEqual(['opened']);
    expect(sayWhatChanged(begun, NIGHT + seconds(2))).toEqual({ incident: begun });
  });

  it('says its end, with how long it lasted, and what rings again', () => {
    const begun = said(incidentOf(), NIGHT + seconds(1));
    const ended = said(hear(begun, heardOf(reportOf('OK', NIGHT + minutes(12)))), NIGHT + minutes(13));
    expect(ended.events.at(-1)).toMatchObject({ kind: 'closed', lasted: minutes(12) });
    const again = hear(ended, heardOf(reportOf('ALARM', NIGHT + minutes(30))));
    expect(kinds(said(again, NIGHT + minutes(31)))).toEqual(['opened', 'closed', 'reopened']);
  });

  it('says nothing of what ended before anybody was told', () => {
    const blip = hear(incidentOf(), heardOf(reportOf('OK', NIGHT + seconds(2))));
    expect(kinds(said(blip, NIGHT + seconds(3)))).toEqual([]);
  });

  it('says the alarms that come together in one word', () => {
    const two = hear(
      incidentOf(),
      heardOf(reportOf('ALARM', NIGHT, { name: 'mcp-gateway-v2-alb-5xx-errors' })),
    );
    const [event] = said(two, NIGHT + seconds(1)).events;
    expect(event?.kind === 'opened' && event.alarms.length).toBe(2);
  });

  it('says less and less of what flaps, and in the end how it is', () => {
    let incident = said(incidentOf(), NIGHT);
    for (let at = NIGHT + seconds(10); at < NIGHT + hours(1); at += seconds(10)) {
      const state = (at - NIGHT) % seconds(20) === 0 ? 'ALARM' : 'OK';
      incident = said(hear(incident, heardOf(reportOf(state, at), { at })), at);
    }
    expect(incident.alarms[0]?.changes).toBe(360);
    expect(incident.events.length).toBeLessThan(20);
    const due = sayWhatChanged(incident, NIGHT + hours(1)).dueAt ?? 0;
    const calm = said(incident, due);
    expect(calm.events.at(-1)?.kind).toBe(calm.state === 'closed' ? 'closed' : 'reopened');
  });

  it('says nothing of what rings silently, until the silence is over', () => {
    const begun = said(incidentOf(), NIGHT);
    const ended = said(hear(begun, heardOf(reportOf('OK', NIGHT + minutes(1)))), NIGHT + minutes(1));
    const again = hear(ended, heardOf(reportOf('ALARM', NIGHT + minutes(5))));
    const silent: Incident = {
      ...again,
      alarms: again.alarms.map((alarm) => ({ ...alarm, silencedUntil: NIGHT + hours(1) })),
    };
    const kept = sayWhatChanged(silent, NIGHT + minutes(5));
    expect(kept).toEqual({ incident: silent });
    const loud = { ...kept.incident, alarms: again.alarms };
    expect(kinds(said(loud, NIGHT + hours(1)))).toEqual(['opened', 'closed', 'reopened']);
  });
});
