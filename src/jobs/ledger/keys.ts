import type { Fingerprint } from '../../domain/alarm/fingerprint.ts';
import type { IncidentId, IncidentNumber } from '../../domain/alarm/incident.ts';
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
  /** Hash of the open reviews by their keys: the numbers of runs, and the ids of what was done about alarms. */
  readonly reviews: string;
  /** Sorted set of announcements that somebody must still be told of, by when they are due; and one of them. */
  readonly announcements: string;
  readonly announcement: (id: AnnouncementId) => string;
  /** Stream of the news of alarms that nobody has worked on yet, and the channel on which more of it is announced; a hint only. */
  readonly alarms: string;
  readonly alarmArrivals: string;
  /** The ids of news that came in the last day begin so. */
  readonly alarmKnownPrefix: string;
  /** Hash: when something that is no alarm was shown of each sender, and what is held back; and the ids that are, by sender. */
  readonly alarmForeign: string;
  readonly alarmForeignHeld: (sender: string) => string;
  /** Hash: when the synthetic alarm was set off, and when its news came. */
  readonly alarmSynthetic: string;
  readonly incident: (id: IncidentId) => string;
  readonly incidentPrefix: string;
  /** How far the incident's story is told in Slack. */
  readonly incidentTold: (id: IncidentId) => string;
  /** An incident's id by its number, and by the root message that tells its story. */
  readonly incidentNumber: (number: IncidentNumber) => string;
  readonly incidentThread: (channel: string, ts: string) => string;
  /** The newest incident of a key; and which key an alarm was told of under last. */
  readonly incidentOfKey: (key: string) => string;
  readonly alarmToldUnder: (fingerprint: Fingerprint) => string;
  /** Changes of an alarm's state that nobody was told of. */
  readonly alarmUntold: (fingerprint: Fingerprint) => string;
  readonly lastIncidentNumber: string;
  /** Sorted sets of incidents: the open ones by when they opened, by when they must be looked at again, and whose story may be behind. */
  readonly incidentsOpen: string;
  /** Sorted set of those that are closed, by when they closed; only of the last day. */
  readonly incidentsOver: string;
  readonly incidentsDue: string;
  readonly incidentNotices: string;
  /** Hash of an alarm's remedies: how each did. */
  readonly remedies: (fingerprint: Fingerprint) => string;
  /** Hash of the silences by their names, and of ended ones that nobody has taken off yet. */
  readonly silences: string;
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
    alarms: `${tag}:alarms`,
    alarmArrivals: `${tag}:alarm-arrivals`,
    alarmKnownPrefix: `${tag}:alarm-known:`,
    alarmForeign: `${tag}:alarm-foreign`,
    alarmForeignHeld: (sender) => `${tag}:alarm-foreign-held:${sender}`,
    alarmSynthetic: `${tag}:alarm-synthetic`,
    incident: (id) => `${tag}:incident:${id}`,
    incidentPrefix: `${tag}:incident:`,
    incidentTold: (id) => `${tag}:incident:${id}:told`,
    incidentNumber: (number) => `${tag}:incident-number:${number}`,
    incidentThread: (channel, ts) => `${tag}:incident-thread:${channel}:${ts}`,
    incidentOfKey: (key) => `${tag}:incident-of-key:${key}`,
    alarmUntold: (fingerprint) => `${tag}:alarm-untold:${fingerprint}`,
    alarmToldUnder: (fingerprint) => `${tag}:alarm-told-under:${fingerprint}`,
    lastIncidentNumber: `${tag}:last-incident-number`,
    incidentsOpen: `${tag}:incidents-open`,
    incidentsOver: `${tag}:incidents-over`,
    incidentsDue: `${tag}:incidents-due`,
    incidentNotices: `${tag}:incident-notices`,
    remedies: (fingerprint) => `${tag}:remedies:${fingerprint}`,
    silences: `${tag}:silences`,
  };
}
