import { hours, minutes } from '../../../src/domain/clock.ts';
import type { Pass } from '../../../src/domain/window/gate.ts';
import type { WindowStop } from '../../../src/domain/window/stop.ts';
import type { Stretch, WindowTimes } from '../../../src/domain/window/stretch.ts';
import type { Window } from '../../../src/domain/window/window.ts';
import type { Outside } from '../entry.ts';
import { ACCEPTED, registry } from './values.ts';

const by = { kind: 'slack', team: 'T0WHEEL01', user: 'U0OPERATOR' } as const;

/** No deploys over the weekend, in production. */
export const weekend = (o: Outside): Window => ({
  name: 'weekend',
  stops: ['deploy', 'scale'],
  where: { kind: 'places', environments: ['production'], stacks: [] },
  recurs: { days: ['Fri'], from: { hour: 16, minute: 0 }, endsAfterDays: 3, to: { hour: 8, minute: 0 } },
  zone: 'Europe/Berlin',
  reason: o('no deploys over the weekend'),
});

/** When it stands, in the gallery's own time. */
export const stretch: Stretch = { since: ACCEPTED - hours(10), until: ACCEPTED + hours(54) };

/** The same while it doesn't stand. */
export const times = (o: Outside): WindowTimes => ({
  window: weekend(o),
  now: undefined,
  next: { since: ACCEPTED + hours(110), until: ACCEPTED + hours(174) },
});

/** What it stops. */
export const windowStop = (o: Outside): WindowStop => ({
  kind: 'window',
  name: 'weekend',
  reason: o('no deploys over the weekend'),
  until: stretch.until,
});

/** Somebody's leave to go past it for an hour. */
export const pass = (o: Outside): Pass => ({
  gate: { kind: 'window', name: 'weekend' },
  reason: o('the fix for #1041'),
  by,
  since: ACCEPTED + minutes(5),
  until: ACCEPTED + minutes(65),
});

/** The same for the critical alarms of a stack. */
export const alarmsPass = (o: Outside): Pass => ({
  ...pass(o),
  gate: { kind: 'alarms', stack: registry.stack },
});
