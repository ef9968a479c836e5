import { isZone } from '../domain/hold/wall-clock.ts';
import { WindowStops } from '../domain/window/window.ts';
import { listedTwice } from './duplicates.ts';
import { type PlacedFault, suggestion } from './file-faults.ts';
import type { Outline } from './outline.ts';
import { placeFaults } from './rule-faults.ts';
import { type WrittenTimes, windowTimes } from './window-times.ts';

type Path = readonly PropertyKey[];
type Written = Outline['windows'][number];

/** Windows whose name, times, zone, places or operations mean nothing, or two things. */
export const windowFaults = (outline: Outline): PlacedFault[] =>
  outline.windows.flatMap((window, at) => {
    const path = (...more: Path): Path => ['windows', at, ...more];
    const wrong = window.stops.flatMap((name, i) =>
      name === undefined || WindowStops.safeParse(name).success
        ? []
        : [
            {
              path: path('stops', i),
              message: `is nothing that a window stops: ${suggestion(name, WindowStops.options)}`,
            },
          ],
    );
    return [
      ...nameFault(outline.windows, at).map((message) => ({ path: path('name'), message })),
      ...wrong,
      ...placeFaults(outline, window.in, path('in')),
      ...requiredTimes(window).map((fault) => ({ ...fault, path: path(...fault.path) })),
      ...zoneFault(window.zone).map((message) => ({ path: path('zone'), message })),
      ...listedTwice(window.stops, path('stops')),
      ...listedTwice(window.days ?? [], path('days')),
    ];
  });

function nameFault(windows: readonly Written[], at: number): string[] {
  const name = windows[at]?.name;
  if (name === undefined) return [];
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    return ["isn't a name that can be typed: use lower-case letters, digits and hyphens"];
  return windows.slice(0, at).some((other) => other.name === name)
    ? ['is the name of a window before it: choose another name']
    : [];
}

/** What the shape itself tells is left to it. */
const requiredTimes = (window: Written): PlacedFault[] =>
  window.from === undefined || window.to === undefined ? [] : timeFaults(window);

/** What is wrong with when something stands; what is missing, too. */
export function timeFaults({ from, to, days }: WrittenTimes): PlacedFault[] {
  const times = windowTimes({ from, to, days });
  return times.kind === 'wrong' ? [times] : [];
}

/** What is wrong with a time zone; nothing where it isn't written. */
export function zoneFault(zone: string | undefined): string[] {
  if (zone === undefined || isZone(zone)) return [];
  const known = Intl.supportedValuesOf('timeZone');
  const close = known.find((one) => one.toLowerCase().endsWith(`/${zone.toLowerCase()}`));
  return [`is no time zone: write one such as ${close ?? 'Europe/Berlin'}, or UTC`];
}

/** Alarms called critical twice, or a policy about critical alarms that nobody names. */
export const criticalAlarmFaults = ({ systems, stacks, policy }: Outline): PlacedFault[] => {
  const lists = [
    ...Object.entries(systems).map(([name, one]) => ({
      path: ['systems', name],
      alarms: one['critical-alarms'],
    })),
    ...Object.entries(stacks).map(([name, one]) => ({
      path: ['stacks', name],
      alarms: one['critical-alarms'],
    })),
  ];
  const isIdle =
    policy['on-critical-alarm'] === 'freeze-deploys' && lists.every(({ alarms }) => alarms.length === 0);
  return [
    ...lists.flatMap(({ path, alarms }) => listedTwice(alarms, [...path, 'critical-alarms'])),
    ...(isIdle
      ? [
          {
            path: ['policy', 'on-critical-alarm'],
            message:
              'is freeze-deploys, but no system and no stack has critical-alarms: write some, or take this out',
          },
        ]
      : []),
  ];
};
