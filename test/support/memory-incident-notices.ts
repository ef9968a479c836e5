import type { Incident, IncidentId } from '../../src/domain/alarm/incident.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { IncidentNotices } from '../../src/domain/ports/incidents.ts';
import { type StoryTold, UNKNOWN_DIGEST } from '../../src/domain/ports/notices.ts';

interface Kept {
  incident: Incident;
  version: number;
  told: StoryTold;
  /** From when on it is due; absent: it isn't. */
  dueAt: number | undefined;
}

/** Incidents in memory that Slack must be told of, on a clock. */
export interface MemoryIncidentNotices extends IncidentNotices {
  /** Writes an incident as the desk would: it is due at once. */
  write(incident: Incident): void;
  /** How far it is told. */
  toldOf(id: IncidentId): StoryTold | undefined;
  /** How many are due, now or later. */
  waiting(): number;
}

/** An empty list. */
export function memoryIncidentNotices(clock: Clock): MemoryIncidentNotices {
  const kept = new Map<IncidentId, Kept>();
  const unchanged = (id: IncidentId, revision: number): Kept | undefined => {
    const one = kept.get(id);
    return one && one.incident.revision <= revision ? one : undefined;
  };
  return {
    write(incident) {
      const { version = 0, told = { place: 0, events: 0 } } = kept.get(incident.id) ?? {};
      kept.set(incident.id, { incident, version, told, dueAt: clock.now() });
    },
    toldOf: (id) => kept.get(id)?.told,
    waiting: () => [...kept.values()].filter(({ dueAt }) => dueAt !== undefined).length,
    async due(limit) {
      return [...kept.values()]
        .filter(({ dueAt }) => dueAt !== undefined && dueAt <= clock.now())
        .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
        .slice(0, limit)
        .map(
          ({
            incident: { id, revision, channel, state, openedAt, events },
            told: { root, events: done },
          }) => ({
            ...{ id, revision, state, openedAt },
            channel: root?.channel ?? channel,
            ...(root ? { shownAt: root.shownAt } : {}),
            ...(root?.status === undefined ? {} : { shown: root.status }),
            untold: Math.max(0, events.length - done),
          }),
        );
    },
    async read(id) {
      const one = kept.get(id);
      return one && { incident: one.incident, version: one.version, told: one.told };
    },
    async told(id, version, told) {
      const one = kept.get(id);
      if (!one || one.version !== version) return false;
      kept.set(id, { ...one, version: version + 1, told });
      return true;
    },
    async doubt(id) {
      const one = kept.get(id);
      if (!one?.told.root) return;
      const { status: _notKnown, ...root } = one.told.root;
      one.told = { ...one.told, root: { ...root, digest: UNKNOWN_DIGEST } };
      one.dueAt = clock.now();
    },
    async settle(id, revision) {
      const one = unchanged(id, revision);
      if (one) one.dueAt = undefined;
    },
    async postpone(id, revision, delay) {
      const one = unchanged(id, revision);
      if (one) one.dueAt = clock.now() + delay;
    },
  };
}
