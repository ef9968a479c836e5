import { describe, expect, it } from 'vitest';
import { byHaste } from '../../../../src/domain/alarm/by-haste.ts';
import type { Incident, IncidentAlarm } from '../../../../src/domain/alarm/incident.ts';
import { IncidentNumber } from '../../../../src/domain/alarm/incident.ts';
import { StackName } from '../../../../src/domain/target/service.ts';
import { NIGHT } from '../../../support/alarms.ts';
import { enriched, withAlarm } from '../../../support/enriched-incident.ts';
import { OPERATOR, TEAM } from '../../../support/values.ts';

const by = { kind: 'slack', team: TEAM, user: OPERATOR } as const;
const one = (number: number, alarm: Partial<IncidentAlarm>, more: Partial<Incident> = {}): Incident =>
  withAlarm({ ...enriched(), number: IncidentNumber.parse(number), ...more }, alarm);

const critical = { severity: 'critical' } as const;
const taken = { acknowledged: { by, at: NIGHT } };

describe('incidents by haste', () => {
  it('are those that ring and are critical first, whatever stack they are in; in each those that nobody has', () => {
    const elsewhere = { stack: StackName.parse('a-calm-stack') };
    const ranked = byHaste([
      one(7, { ...critical, state: 'INSUFFICIENT_DATA' }),
      one(6, { ...critical, silencedUntil: NIGHT }),
      one(5, {}, taken),
      one(4, {}),
      one(3, {}, elsewhere),
      one(2, critical, taken),
      one(1, critical, { ...elsewhere, openedAt: NIGHT }),
    ]);
    expect(ranked.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('of equal haste are those that are open longest first, stack by stack', () => {
    const at = (openedAt: number, stack: string) => ({ openedAt, stack: StackName.parse(stack) });
    const ranked = byHaste([
      one(4, {}, at(NIGHT, 'b-stack')),
      one(2, {}, at(NIGHT + 2, 'a-stack')),
      one(1, {}, at(NIGHT + 1, 'a-stack')),
      one(3, {}, at(NIGHT - 1, 'b-stack')),
    ]);
    expect(ranked.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });
});
