import type { Countdown, Incident } from '../alarm/incident.ts';
import type { RunId, RunNumber } from '../ids.ts';

/** What became of a remedy that was to begin by itself. */
export type Begun =
  | { readonly kind: 'begun'; readonly run: RunId; readonly number: RunNumber }
  /** It may not, now: why, in a few words. */
  | { readonly kind: 'no'; readonly why: string }
  /** It isn't known whether it was stored; the same may be asked again. */
  | { readonly kind: 'unconfirmed' };

/** Begins remedies on behalf of alarms. */
export interface RemedyClerk {
  /**
   * Begins what was counted down, if the alarm still rings and policy, holds and the daily limit let it. Idempotent for each
   * incident, version and remedy. Never throws.
   */
  begin(incident: Incident, countdown: Countdown): Promise<Begun>;
}
