import type { AnnouncementId } from '../../domain/announcement/announcement.ts';
import type { RunId } from '../../domain/ids.ts';

/**
 * The names of everything that is stored. All share one hash slot, on purpose: scripts touch several of them, and
 * BullMQ's keys live there too (Redis Cluster specification, "Hash tags").
 */
export interface Keys {
  /** BullMQ's prefix. */
  readonly bullPrefix: string;
  /** The channel on which a changed run is announced; a hint only. */
  readonly changes: string;
  readonly run: (id: RunId) => string;
  readonly runPrefix: string;
  readonly journal: (id: RunId) => string;
  readonly events: (id: RunId) => string;
  /** What people sent to the run. */
  readonly inbox: (id: RunId) => string;
  /** How far the run's story is told in Slack. */
  readonly told: (id: RunId) => string;
  readonly lock: (name: string) => string;
  /** Hash of the freezes and locks by their names. */
  readonly holds: string;
  /** Hash of the passes by their gates' names. */
  readonly passes: string;
  readonly dedupe: (key: string) => string;
  /** A run's id by its number; the script that ends a run appends the number to the prefix. */
  readonly number: (number: number) => string;
  readonly numberPrefix: string;
  /** A run's id by the root message that tells its story. */
  readonly thread: (channel: string, ts: string) => string;
  readonly lastNumber: string;
  /** Sorted set of a target's runs by when they were accepted. */
  readonly byTarget: (lock: string) => string;
  /** Sorted set of runs that haven't ended, by when they were accepted. */
  readonly live: string;
  /** Sorted set of clusters that somebody watches, by when they are read next. */
  readonly watchers: string;
  /** Hash of a cluster: run → what it watches. */
  readonly watches: (cluster: string) => string;
  /** Hashes of a cluster: what was seen last, when, and the digests of what its runs were woken for. */
  readonly views: (cluster: string) => string;
  readonly viewsSeen: (cluster: string) => string;
  readonly viewsTold: (cluster: string) => string;
  /** What is known of a service's deployments. */
  readonly history: (lock: string) => string;
  /** Sorted set of clusters by when their deployments are recorded next. */
  readonly historyDue: string;
  /** Hash of clusters: how often in a row they couldn't be recorded. */
  readonly historyFailures: string;
  /** Hash of a cluster's services: what was seen of each when all of it was recorded. */
  readonly historyNoted: (cluster: string) => string;
  /** Sorted set of unfinished runs by when they must be looked at again. */
  readonly due: string;
  /** Sorted set of runs whose story may be behind. */
  readonly notices: string;
  /** Sorted set of all runs by when they were accepted. */
  readonly byTime: string;
  /** Sorted set of those who opened the App Home by when they did, and what the Home of each shows. */
  readonly homeViewers: string;
  readonly homeShown: string;
  readonly lease: (name: string) => string;
  /** Stream of the audit's entries, each by its number; its newest place; where its oldest side was cut off. */
  readonly audit: string;
  readonly auditHead: string;
  readonly auditAnchor: string;
  /** The place of the newest repair, and where what nothing could be appended to was put aside. */
  readonly auditRepaired: string;
  readonly auditAside: (name: string) => string;
  /** The policy that a process was last started with. */
  readonly auditPolicy: string;
  /** Who wants a hold lifted that takes a second person. */
  readonly liftRequest: (hold: string) => string;
  /** Hash of the open reviews by the numbers of their runs. */
  readonly reviews: string;
  /** Sorted set of announcements that somebody must still be told of, by when they are due; and one of them. */
  readonly announcements: string;
  readonly announcement: (id: AnnouncementId) => string;
}

/** The names within a keyspace (`wheelhouse` unless configured otherwise). */
export function keysOf(keyspace: string): Keys {
  const tag = `{${keyspace}}`;
  return {
    bullPrefix: tag,
    changes: `${tag}:changes`,
    run: (id) => `${tag}:run:${id}`,
    runPrefix: `${tag}:run:`,
    journal: (id) => `${tag}:run:${id}:journal`,
    events: (id) => `${tag}:run:${id}:events`,
    inbox: (id) => `${tag}:run:${id}:inbox`,
    told: (id) => `${tag}:run:${id}:told`,
    lock: (name) => `${tag}:lock:${name}`,
    holds: `${tag}:holds`,
    passes: `${tag}:passes`,
    dedupe: (key) => `${tag}:dedupe:${key}`,
    number: (number) => `${tag}:number:${number}`,
    numberPrefix: `${tag}:number:`,
    thread: (channel, ts) => `${tag}:thread:${channel}:${ts}`,
    byTarget: (lock) => `${tag}:target:${lock}`,
    live: `${tag}:live`,
    watchers: `${tag}:watchers`,
    watches: (cluster) => `${tag}:watch:${cluster}`,
    views: (cluster) => `${tag}:views:${cluster}`,
    viewsSeen: (cluster) => `${tag}:views-seen:${cluster}`,
    viewsTold: (cluster) => `${tag}:views-told:${cluster}`,
    history: (lock) => `${tag}:history:${lock}`,
    historyDue: `${tag}:history-due`,
    historyFailures: `${tag}:history-failures`,
    historyNoted: (cluster) => `${tag}:history-noted:${cluster}`,
    lastNumber: `${tag}:last-number`,
    due: `${tag}:due`,
    notices: `${tag}:notices`,
    byTime: `${tag}:by-time`,
    homeViewers: `${tag}:home-viewers`,
    homeShown: `${tag}:home-shown`,
    lease: (name) => `${tag}:lease:${name}`,
    audit: `${tag}:audit`,
    auditHead: `${tag}:audit-head`,
    auditAnchor: `${tag}:audit-anchor`,
    auditRepaired: `${tag}:audit-repaired`,
    auditAside: (name) => `${tag}:audit-aside:${name}`,
    auditPolicy: `${tag}:audit-policy`,
    liftRequest: (hold) => `${tag}:lift-request:${hold}`,
    reviews: `${tag}:reviews`,
    announcements: `${tag}:announcements`,
    announcement: (id) => `${tag}:announcement:${id}`,
  };
}
