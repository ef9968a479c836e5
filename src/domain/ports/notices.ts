import type { DurationMs } from '../clock.ts';
import type { RunId } from '../ids.ts';
import type { RunEvent } from '../run/event.ts';
import type { Run } from '../run/run.ts';

/** How far a run's story is told: the root's id and what it last showed, and the events already in the thread. */
export interface Told {
  /** Slack's `ts` of the root message. */
  readonly root?: string;
  /** A digest of the root as it was last posted or edited. */
  readonly rootDigest?: string;
  /** How many events are in the thread. */
  readonly events: number;
  /** A post that was begun and isn't known to have arrived: it is looked for before it is posted again. */
  readonly pending?: string;
}

/** A run whose story may be behind. */
export interface Notice {
  readonly run: Run;
  readonly events: readonly RunEvent[];
  readonly told: Told;
}

/**
 * The runs whose story isn't fully told yet. Level-triggered: a notice stays due until `settle` is called for the
 * revision that was told, so nothing is lost when a teller dies.
 */
export interface Notices {
  /** Up to `limit` due runs, longest waiting first. */
  due(limit: number): Promise<readonly RunId[]>;
  read(id: RunId): Promise<Notice | undefined>;
  /** Stores how far the story is told. Each post is stored before the next is made. */
  told(id: RunId, told: Told): Promise<void>;
  /** Takes the run off the list unless it has changed since `revision`. */
  settle(id: RunId, revision: number): Promise<void>;
  /** Puts it off: it is due again after `delay`. */
  postpone(id: RunId, delay: DurationMs): Promise<void>;
  /** Calls the listener soon after something became due; a hint, not a promise. */
  onDue(listener: () => void): void;
}

/** One holder at a time. */
export interface Lease {
  /** Takes or keeps the lease for its length. False: somebody else holds it. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}
