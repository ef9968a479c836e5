import type { EpochMs } from '../domain/clock.ts';
import { wallTimeIn } from '../domain/hold/wall-clock.ts';
import { standsAt, standsNext } from '../domain/window/stretch.ts';
import { WEEKDAYS, type Window } from '../domain/window/window.ts';

/** A window in a sentence, with when it stands next by the clocks of its zone, for those who check a configuration. */
export function describeWindow(window: Window, now: EpochMs): string {
  const { name, stops, where, zone } = window;
  const what = stops === 'new-things' ? 'what brings something new' : stops.join(', ');
  const places = where.kind === 'everywhere' ? ['all'] : [...where.environments, ...where.stacks];
  const stands = standsAt(window, now);
  const stretch = stands ?? standsNext(window, now);
  const wall = (at: EpochMs): string => wallWords(zone, at);
  const when = stretch ? `from ${wall(stretch.since)} to ${wall(stretch.until)}, ${zone}` : 'never';
  return `${name} stops ${what} in ${places.join(', ')}; ${stands ? 'now, ' : 'next '}${when}`;
}

/** `Fri 2026-11-27 16:00`. */
function wallWords(zone: string, at: EpochMs): string {
  const { year, month, day, hour, minute } = wallTimeIn(zone, at);
  const shown = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const weekday = WEEKDAYS[(shown.getUTCDay() + 6) % 7] ?? '';
  return `${weekday} ${shown.toISOString().slice(0, 16).replace('T', ' ')}`;
}
