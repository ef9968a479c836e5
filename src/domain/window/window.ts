import { z } from 'zod';
import type { Where } from '../guard/policy.ts';

/** The days of the week as they are written, Monday first. */
export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A time of day as a clock on a wall shows it. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/** A stretch of time that comes again: it begins on each of these days and ends so many days later. */
export interface Recurrence {
  readonly days: readonly Weekday[];
  readonly from: TimeOfDay;
  /** 0: on the day on which it began. */
  readonly endsAfterDays: number;
  readonly to: TimeOfDay;
}

/** What a window may stop: whatever operations are for. */
export const WindowStops = z.enum(['deploy', 'restart', 'rollback', 'scale']);
export type WindowStops = z.infer<typeof WindowStops>;

/** A recurring stop of some changes, by the clocks of its zone. */
export interface Window {
  readonly name: string;
  /** `new-things`: what a freeze stops, except what helps in trouble with the code that runs. */
  readonly stops: 'new-things' | readonly WindowStops[];
  readonly where: Where;
  readonly recurs: Recurrence;
  /** IANA. */
  readonly zone: string;
  readonly reason: string;
}
