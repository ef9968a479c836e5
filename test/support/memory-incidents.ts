import type { Fingerprint } from '../../src/domain/alarm/fingerprint.ts';
import { Incident, type IncidentId, IncidentNumber } from '../../src/domain/alarm/incident.ts';
import type { StateChange } from '../../src/domain/alarm/state-change.ts';
import type { AuditEntry } from '../../src/domain/audit/entry.ts';
import type { Clock, DurationMs, EpochMs } from '../../src/domain/clock.ts';
import type { IncidentNotices, Incidents } from '../../src/domain/ports/incidents.ts';
import { type StoryTold, UNKNOWN_DIGEST } from '../../src/domain/ports/notices.ts';
import type { MemoryAlarmInbox } from './memory-alarm-inbox.ts';
import { memoryRemedies } from './memory-remedies.ts';
import { type MemoryReviews, memoryReviews } from './reviews.ts';

/** Incidents without Redis: all that one store holds of them. */
export interface MemoryIncidents {
  readonly incidents: Incidents;
  readonly notices: IncidentNotices;
  /** What was added to the audit, oldest first. */
  readonly audit: readonly AuditEntry[];
}

/** For how long something is kept, for ever unless told; and where reviews are opened. */
interface MemoryRules {
  readonly reviews?: Pick<MemoryReviews, 'add'> | undefined;
  readonly retention?: DurationMs | undefined;
  readonly untoldFor?: DurationMs | undefined;
}

interface Kept {
  readonly incident: Incident;
  readonly expires: EpochMs;
}
interface KeptTold {
  readonly version: number;
  readonly story: StoryTold;
}
interface ToldUnder {
  readonly at: EpochMs;
  readonly number: number;
  readonly key: string;
}

/** Incidents on the test's own clock, made of what is in that inbox; reviews are opened among those. */
export function memoryIncidents(
  clock: Clock,
  inbox: MemoryAlarmInbox,
  {
    retention = Number.POSITIVE_INFINITY,
    untoldFor = Number.POSITIVE_INFINITY,
    reviews = memoryReviews(),
  }: MemoryRules = {},
): MemoryIncidents {
  const kept = new Map<IncidentId, Kept>();
  const told = new Map<IncidentId, KeptTold>();
  const threads = new Map<string, IncidentId>();
  const under = new Map<Fingerprint, ToldUnder>();
  const untold = new Map<
    Fingerprint,
    { readonly changes: readonly StateChange[]; readonly expires: EpochMs }
  >();
  const due = new Map<IncidentId, EpochMs>();
  const behind = new Map<IncidentId, EpochMs>();
  const audit: AuditEntry[] = [];
  let lastNumber = 0;

  const get = (id: IncidentId | undefined): Incident | undefined => {
    const found = id === undefined ? undefined : kept.get(id);
    return found && found.expires > clock.now() ? structuredClone(found.incident) : undefined;
  };
  const all = (): Incident[] => [...kept.keys()].flatMap((id) => get(id) ?? []);
  const newestOf = (key: string): Incident | undefined =>
    all()
      .filter((incident) => incident.key === key)
      .sort((a, b) => b.number - a.number)[0];
  const dueOf = (times: Map<IncidentId, EpochMs>): IncidentId[] =>
    [...times]
      .filter(([, at]) => at <= clock.now())
      .sort(([, a], [, b]) => a - b)
      .map(([id]) => id);
  const toldOf = (id: IncidentId): KeptTold => told.get(id) ?? { version: 0, story: { place: 0, events: 0 } };

  function refused(writes: Parameters<Incidents['write']>[0]): boolean {
    const ids = writes.map(({ incident }) => incident.id);
    if (new Set(ids).size < ids.length) throw new Error('an incident is written twice in one step');
    return writes.some(({ incident, revision }) => {
      const was = get(incident.id);
      if (was?.revision !== revision) return true;
      const newest = newestOf(incident.key);
      const opens = incident.state === 'open' && was?.state !== 'open';
      return opens && newest?.state === 'open' && !ids.includes(newest.id);
    });
  }
  function index({ number, key, alarms }: Incident): void {
    for (const { fingerprint, at } of alarms) {
      const known = under.get(fingerprint);
      const later = known && (known.at > at || (known.at === at && known.number > number));
      if (!later) under.set(fingerprint, { at, number, key });
    }
  }

  const incidents: Incidents = {
    ...memoryRemedies(),
    read: async (id) => get(id),
    byNumber: async (number) => all().find((incident) => incident.number === number),
    byThread: async (channel, ts) => get(threads.get(`${channel} ${ts}`)),
    async open(limit) {
      const open = all().filter(({ state }) => state === 'open');
      open.sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1));
      return limit < 1 ? [] : open.slice(-limit);
    },
    async over(since, limit) {
      const over = all().filter(({ state, closedAt = 0 }) => state === 'closed' && closedAt >= since);
      return over.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0)).slice(0, Math.max(0, limit));
    },
    newest: async (keys) => new Map(keys.flatMap((key) => pair(key, newestOf(key)))),
    async toldUnder(fingerprints) {
      const found = (of: Fingerprint) => {
        const known = under.get(of);
        return known && newestOf(known.key) ? { key: known.key, at: known.at } : undefined;
      };
      return new Map(fingerprints.flatMap((of) => pair(of, found(of))));
    },
    async untold(fingerprints) {
      const found = (of: Fingerprint) => {
        const known = untold.get(of);
        return known && known.expires > clock.now() ? structuredClone(known.changes) : undefined;
      };
      return new Map(fingerprints.flatMap((of) => pair(of, found(of))));
    },
    async nextNumber() {
      lastNumber += 1;
      return IncidentNumber.parse(lastNumber);
    },
    async write(writes, { inbox: done, audit: entries = [], review, untold: changes } = {}) {
      const parsed = writes.map(({ incident, revision = 0 }) =>
        Incident.parse(structuredClone({ ...incident, revision: revision + 1 })),
      );
      if (done && inbox.first() !== done.from) return 'conflict';
      if (refused(writes)) return 'conflict';
      audit.push(...entries);
      if (review) reviews.add(review);
      for (const [i, incident] of parsed.entries()) {
        const { id, state } = incident;
        const expires = state === 'closed' ? clock.now() + retention : Number.POSITIVE_INFINITY;
        kept.set(id, { incident, expires });
        index(incident);
        const dueAt = writes[i]?.dueAt;
        if (dueAt === undefined) due.delete(id);
        else due.set(id, dueAt);
        if (writes[i]?.slack === 'tell') behind.set(id, clock.now());
      }
      for (const [of, list] of changes ?? []) {
        if (list.length === 0) untold.delete(of);
        else untold.set(of, { changes: structuredClone(list), expires: clock.now() + untoldFor });
      }
      if (done) inbox.takeOff(done.upTo);
      return 'written';
    },
    dueNow: async (limit) =>
      dueOf(due)
        .filter((id) => get(id))
        .slice(0, limit),
  };

  const notices: IncidentNotices = {
    due: async (limit) =>
      dueOf(behind)
        .slice(0, limit)
        .map((id) => {
          const incident = get(id);
          const { events, root } = toldOf(id).story;
          return {
            id,
            revision: incident?.revision ?? 0,
            channel: root?.channel ?? incident?.channel ?? '',
            state: incident?.state ?? 'open',
            ...(root ? { shownAt: root.shownAt } : {}),
            ...(root?.status === undefined ? {} : { shown: root.status }),
            openedAt: incident?.openedAt ?? 0,
            untold: Math.max(0, (incident?.events.length ?? 0) - events),
          };
        }),
    async read(id) {
      const incident = get(id);
      const { version, story } = toldOf(id);
      return incident && { incident, version, told: structuredClone(story) };
    },
    async told(id, version, story) {
      if (!get(id) || toldOf(id).version !== version) return false;
      told.set(id, { version: version + 1, story: structuredClone(story) });
      if (story.root) threads.set(`${story.root.channel} ${story.root.ts}`, id);
      return true;
    },
    async doubt(id) {
      const { version, story } = toldOf(id);
      if (!get(id) || !story.root) return;
      const { status: _notKnown, ...root } = story.root;
      told.set(id, { version: version + 1, story: { ...story, root: { ...root, digest: UNKNOWN_DIGEST } } });
      behind.set(id, 0);
    },
    async settle(id, revision) {
      const incident = get(id);
      if (!incident || incident.revision === revision) behind.delete(id);
    },
    async postpone(id, revision, delay) {
      if (get(id)?.revision === revision && behind.has(id)) behind.set(id, clock.now() + delay);
    },
  };
  return { incidents, notices, audit };
}

const pair = <K, V>(key: K, value: V | undefined): [K, V][] => (value === undefined ? [] : [[key, value]]);
