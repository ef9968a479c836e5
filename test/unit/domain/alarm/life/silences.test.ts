import { describe, expect, it } from 'vitest';
import { hear, opened } from '../../../../../src/domain/alarm/life/hear.ts';
import { isSilent, silenceEnds, underSilences } from '../../../../../src/domain/alarm/life/silences-over.ts';
import type { Silence, SilenceScope } from '../../../../../src/domain/alarm/silence.ts';
import { minutes } from '../../../../../src/domain/clock.ts';
import { lockName } from '../../../../../src/domain/target/service.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../../../support/alarms.ts';
import { registry } from '../../../../support/values.ts';

const silence = (scope: SilenceScope, until = NIGHT + minutes(30)): Silence => ({
  scope,
  until,
  by: { kind: 'system' },
  reason: 'maintenance',
  since: NIGHT,
  channel: 'C0ALERTS',
});
const { id, number, key } = incidentOf();
const fresh = opened(key, heardOf(reportOf('ALARM', NIGHT)), { id, number });
const fingerprint = reportOf('ALARM', NIGHT).fingerprint;
const stack = silence({ kind: 'stack', name: 'prod-us-east-1' });

describe('a silence', () => {
  it.each<[string, SilenceScope, boolean]>([
    ['of the alarm', { kind: 'alarm', fingerprint, name: 'cpu-high' }, true],
    ['of its service', { kind: 'service', thing: lockName(registry), name: 'registry' }, true],
    ['of its stack', { kind: 'stack', name: 'prod-us-east-1' }, true],
    ['of another stack', { kind: 'stack', name: 'prod-us-west-2' }, false],
  ])('%s: nobody is told: %s', (_what, scope, isQuiet) => {
    const incident = underSilences(fresh, [silence(scope)], NIGHT);
    expect(incident.quiet === true).toBe(isQuiet);
    expect(isSilent(incident)).toBe(isQuiet);
  });

  it('that has ended covers nothing', () => {
    expect(underSilences(fresh, [stack], NIGHT + minutes(30)).quiet).toBeUndefined();
  });

  it('over what rings ends with a word, and what was over meanwhile is never told', () => {
    const silent = underSilences(fresh, [stack], NIGHT);
    expect(silenceEnds(silent)).toBe(NIGHT + minutes(30));
    expect(underSilences(silent, [stack], NIGHT + minutes(30))).toMatchObject({
      events: [{ kind: 'silence-ended' }],
    });
    const over = hear(silent, heardOf(reportOf('OK', NIGHT + minutes(5))));
    expect(underSilences(over, [], NIGHT + minutes(31)).events).toEqual([]);
  });

  it('of one alarm leaves another of the stack heard', () => {
    const two = hear(fresh, heardOf(reportOf('ALARM', NIGHT, { name: 'mcp-gateway-v2-alb-5xx-errors' })));
    const half = underSilences(two, [silence({ kind: 'alarm', fingerprint, name: 'cpu-high' })], NIGHT);
    expect(half.quiet).toBeUndefined();
    expect(isSilent(half)).toBe(false);
  });

  it('placed once it was told doesn’t untell it', () => {
    const told = underSilences(fresh, [], NIGHT);
    expect(underSilences(told, [stack], NIGHT + 1).quiet).toBeUndefined();
  });

  it('of something that rang so shortly that nobody was told isn’t needed: that is told', () => {
    const blip = hear(fresh, heardOf(reportOf('OK', NIGHT + 1)));
    expect(underSilences(blip, [], NIGHT + 2).quiet).toBeUndefined();
  });
});
