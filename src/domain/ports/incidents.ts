import type { Record as RemedyRecord } from '../alarm/facts.ts';
import type { Fingerprint } from '../alarm/fingerprint.ts';
import type { Incident, IncidentId, IncidentNumber } from '../alarm/incident.ts';
import type { ToldUnder, Untold } from '../alarm/life/fold-news.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { DurationMs, EpochMs } from '../clock.ts';
import type { AcknowledgedReview } from '../review/review.ts';
import type { StoryTold } from './notices.ts';

/** An incident that is written: as it was read, and as it shall be. */
export interface IncidentWrite {
  /** What was read; absent: it is new. The write is refused where somebody else has written since. */
  readonly revision?: number;
  /** Its own `revision` counts for nothing: the store sets the one after the revision that was read. */
  readonly incident: Incident;
  /** When it must be looked at again although nothing came: the next of escalation, countdown, silence. */
  readonly dueAt?: EpochMs;
  /** `tell`: what Slack shows of it is behind. `nothing`: no need to tell. */
  readonly slack: 'tell' | 'nothing';
}

/** What is stored in the same step as incidents are written. */
export interface Alongside {
  /** Added to the audit. */
  readonly audit?: readonly AuditEntry[];
  /** Opened. */
  readonly review?: AcknowledgedReview | undefined;
}

/** Reads incidents. All throw where the store is away. */
export interface IncidentReader {
  read(id: IncidentId): Promise<Incident | undefined>;
  byNumber(number: IncidentNumber): Promise<Incident | undefined>;
  /** The incident whose story is told by this root message. */
  byThread(channel: string, ts: string): Promise<Incident | undefined>;
  /** Those that are open, the newest last; of more than `limit`, the newest. */
  open(limit: number): Promise<readonly Incident[]>;
  /** Those that closed since a moment and are closed still, the newest end first; of more than `limit`, the newest. */
  over(since: EpochMs, limit: number): Promise<readonly Incident[]>;
  /** The newest incident of each of these keys, open or closed. */
  newest(keys: readonly string[]): Promise<ReadonlyMap<string, Incident>>;
  /** Under which key an alarm was told of last, and since when it was in the state that was told. */
  toldUnder(fingerprints: readonly Fingerprint[]): Promise<ReadonlyMap<Fingerprint, ToldUnder>>;
  /** Changes of alarms' states that nobody was told of; those that the store remembers, for hours after they were stored. */
  untold(fingerprints: readonly Fingerprint[]): Promise<Untold>;
  /** How remedies did with this alarm, by the remedy's name. */
  records(fingerprint: Fingerprint): Promise<ReadonlyMap<string, RemedyRecord>>;
}

/** Writes incidents. All throw where the store is away; the write may have happened then. */
export interface Incidents extends IncidentReader {
  /** A number for a new incident; never given twice. Whoever doesn't write the incident then uses it for another, or it is lost. */
  nextNumber(): Promise<IncidentNumber>;
  /**
   * Writes all of these or nothing, and takes the inbox's notices up to `upTo` off it in the same step. `conflict`:
   * somebody else has written one of them, or worked on the inbox, or opened another of the same key, since it was
   * read; nothing was written. Throws on an incident that couldn't be read again, before anything is written.
   * A closed incident, and all that is found by it, is gone a retention after its last write.
   */
  write(
    writes: readonly IncidentWrite[],
    options?: Alongside & {
      /** The inbox as it was read: its first place, and the last one that is done. */
      readonly inbox?: { readonly from: string; readonly upTo: string };
      /** Changes that nobody was told of, in place of those that are remembered of these alarms; none: they are forgotten. */
      readonly untold?: Untold;
    },
  ): Promise<'written' | 'conflict'>;
  /** Those that must be looked at by now, up to `limit`. */
  dueNow(limit: number): Promise<readonly IncidentId[]>;
  /** Counts a try of a remedy: once for each run. */
  noteTry(
    fingerprint: Fingerprint,
    remedy: string,
    run: string,
    helped: { readonly after: DurationMs } | 'no-help',
  ): Promise<void>;
}

/** An incident whose story may be behind, and how far it is told. */
export interface IncidentNotice {
  readonly incident: Incident;
  /** Rises with every write of `told`. */
  readonly version: number;
  readonly told: StoryTold;
}

/** As much of it as it takes to say how urgent it is. */
export interface DueIncident {
  readonly id: IncidentId;
  readonly revision: number;
  readonly channel: string;
  readonly state: Incident['state'];
  /** When its root was last posted or edited; absent: there is none yet. */
  readonly shownAt?: EpochMs;
  /** The state that its root shows. */
  readonly shown?: string;
  readonly openedAt: EpochMs;
  /** How many events aren't in the thread yet. */
  readonly untold: number;
}

/** The incidents whose story isn't fully told yet; like `Notices` of runs. */
export interface IncidentNotices {
  due(limit: number): Promise<readonly DueIncident[]>;
  read(id: IncidentId): Promise<IncidentNotice | undefined>;
  /** Stores how far the story is told, as the version after `version`. False: somebody else has written since. */
  told(id: IncidentId, version: number, told: StoryTold): Promise<boolean>;
  /** What the root shows isn't known any more. */
  doubt(id: IncidentId): Promise<void>;
  /** Takes it off the list unless it has changed since `revision`. */
  settle(id: IncidentId, revision: number): Promise<void>;
  /** Puts it off, unless it has changed since `revision`. */
  postpone(id: IncidentId, revision: number, delay: DurationMs): Promise<void>;
}
