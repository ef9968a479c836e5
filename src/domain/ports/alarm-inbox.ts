import type { Notice } from '../alarm/notice.ts';
import type { EpochMs } from '../clock.ts';

/** A notice at its place in the inbox, and when it came by the store's clock. */
export interface ArrivedNotice {
  /** The place: later ones are greater, as texts are compared by the store. */
  readonly place: string;
  readonly at: EpochMs;
  readonly notice: Notice;
}

/** Takes news of alarms in. */
export interface AlarmIntake {
  /**
   * Stores what came, in order. Once it has resolved, none of it is lost whatever dies. What was stored before under the
   * same id is `duplicate`, for as long as the store remembers (a day). Rejects where the inbox has no room for all of it,
   * with nothing stored, and where the store is away: then it isn't known what was stored. Either way the same may be
   * handed in again.
   */
  take(notices: readonly Notice[]): Promise<readonly ('stored' | 'duplicate')[]>;
}

/** The news that nobody has worked on yet, in the order of arrival. */
export interface AlarmInbox {
  /** The oldest, up to `limit`. Throws where the store is away. What this build can't read is `unreadable`: as it is stored. */
  oldest(
    limit: number,
  ): Promise<readonly (ArrivedNotice | { readonly place: string; readonly unreadable: string })[]>;
  /** How many wait, and since when the oldest does. */
  backlog(): Promise<{ readonly count: number; readonly oldest?: EpochMs }>;
  /** Calls the listener soon after something came; a hint, not a promise. */
  onArrival(listener: () => void): void;
}
