import type { Incident } from '../alarm/incident.ts';
import type { DurationMs, EpochMs } from '../clock.ts';
import type { RunId, RunNumber } from '../ids.ts';
import type { RunEvent } from '../run/event.ts';
import type { Run } from '../run/run.ts';
import type { RunState, RunStatus } from '../run/state.ts';

/** The digest of a root of which nobody knows what it shows. */
export const UNKNOWN_DIGEST = 'unknown';

/** The state of what a story tells, as its root shows it: a run's status, or an incident's state. */
export type StoryStatus = RunStatus | Incident['state'];

/** A root message as it was last posted or edited. */
export interface ToldRoot {
  readonly channel: string;
  /** Slack's id of the message. */
  readonly ts: string;
  /** A digest of what it shows. */
  readonly digest: string;
  /** The status as it shows it; absent: not known. */
  readonly status?: StoryStatus;
  readonly shownAt: EpochMs;
}

/** A post that was begun and isn't known to have arrived: it is looked for before it is posted again. */
export interface PendingPost {
  readonly channel: string;
  /** What it carries as metadata. */
  readonly mark: string;
  /** When it was first begun. */
  readonly since: EpochMs;
}

/** How far one telling of a story has come: a run's main one, its mirror in another channel, or an incident's. */
export interface StoryTold {
  /** Which of the story's places it is at; 0 is the first choice. */
  readonly place: number;
  readonly root?: ToldRoot;
  /** How many events are in the thread. */
  readonly events: number;
  readonly pending?: PendingPost;
  /** Slack's word on why the place before this one couldn't be posted in. */
  readonly refused?: string;
}

/** How far a run's story is told. `version` rises with every write, so that a late writer is noticed. */
export interface Told {
  readonly version: number;
  readonly main: StoryTold;
  readonly mirror: StoryTold;
}

/** A run whose story may be behind. */
export interface Notice {
  readonly run: Run;
  readonly events: readonly RunEvent[];
  readonly told: Told;
}

/** As much of a notice as it takes to say how urgent it is. */
export interface DueNotice {
  readonly id: RunId;
  /** Absent where it can't be read. */
  readonly number?: RunNumber;
  readonly revision: number;
  readonly state: RunState;
  readonly acceptedAt: EpochMs;
  /** Where its story is told, or will be first tried. */
  readonly channel: string;
  /** When its root was last posted or edited; absent: there is none yet. */
  readonly shownAt?: EpochMs;
  /** The status that its root shows. */
  readonly shown?: StoryStatus;
  /** How many events aren't in the thread yet. */
  readonly untold: number;
}

/**
 * The runs whose story isn't fully told yet. Level-triggered: a notice stays due until `settle` is called for the
 * revision that was told, so nothing is lost when a teller dies.
 */
export interface Notices {
  /** Up to `limit` due runs, longest due first. */
  due(limit: number): Promise<readonly DueNotice[]>;
  read(id: RunId): Promise<Notice | undefined>;
  /**
   * Stores how far the story is told, as the version after `told.version`. Each post is stored before the next is
   * made. False: somebody else has written since; nothing was stored.
   */
  told(id: RunId, told: Told): Promise<boolean>;
  /** What the root of that telling shows isn't known any more: it is due, and shown anew by whoever tells it next. */
  doubt(id: RunId, telling: 'main' | 'mirror'): Promise<void>;
  /** Takes the run off the list unless it has changed since `revision`. */
  settle(id: RunId, revision: number): Promise<void>;
  /** Puts it off, unless it has changed since `revision`: it is due again after `delay`. */
  postpone(id: RunId, revision: number, delay: DurationMs): Promise<void>;
  /** Calls the listener soon after something became due; a hint, not a promise. */
  onDue(listener: () => void): void;
}

/** One holder at a time. */
export interface Lease {
  /** Takes or keeps the lease for its length. False: somebody else holds it, or the answer came too late to count. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}
