import type { Gates } from '../../src/domain/window/shut-gates.ts';
import { WEEKDAYS, type Window } from '../../src/domain/window/window.ts';

/** A configuration without windows and critical alarms. */
export const noGates: Gates = { windows: [], criticalAlarms: [] };

/** No deploys from Friday 16:00 to Monday 08:00 in Berlin, in production. */
export const weekend: Window = {
  name: 'weekend',
  stops: ['deploy'],
  where: { kind: 'places', environments: ['production'], stacks: [] },
  recurs: { days: ['Fri'], from: { hour: 16, minute: 0 }, endsAfterDays: 3, to: { hour: 8, minute: 0 } },
  zone: 'Europe/Berlin',
  reason: 'no deploys over the weekend',
};

/** A window that stands whenever a test runs. */
export const always: Window = {
  ...weekend,
  name: 'always',
  where: { kind: 'everywhere' },
  recurs: { days: WEEKDAYS, from: { hour: 0, minute: 0 }, endsAfterDays: 1, to: { hour: 0, minute: 0 } },
  zone: 'UTC',
  reason: 'stocktaking <now>',
};
