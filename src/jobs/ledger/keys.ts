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
  readonly journal: (id: RunId) => string;
  readonly events: (id: RunId) => string;
  /** How far the run's story is told in Slack. */
  readonly told: (id: RunId) => string;
  readonly lock: (name: string) => string;
  readonly dedupe: (key: string) => string;
  /** Hash: run number → run id. */
  readonly numbers: string;
  readonly lastNumber: string;
  /** Sorted set of unfinished runs by when they must be looked at again. */
  readonly due: string;
  /** Sorted set of runs whose story may be behind. */
  readonly notices: string;
  /** Sorted set of all runs by when they were accepted. */
  readonly byTime: string;
  readonly lease: (name: string) => string;
}

/** The names within a keyspace (`wheelhouse` unless configured otherwise). */
export function keysOf(keyspace: string): Keys {
  const tag = `{${keyspace}}`;
  return {
    bullPrefix: tag,
    changes: `${tag}:changes`,
    run: (id) => `${tag}:run:${id}`,
    journal: (id) => `${tag}:run:${id}:journal`,
    events: (id) => `${tag}:run:${id}:events`,
    told: (id) => `${tag}:run:${id}:told`,
    lock: (name) => `${tag}:lock:${name}`,
    dedupe: (key) => `${tag}:dedupe:${key}`,
    numbers: `${tag}:numbers`,
    lastNumber: `${tag}:last-number`,
    due: `${tag}:due`,
    notices: `${tag}:notices`,
    byTime: `${tag}:by-time`,
    lease: (name) => `${tag}:lease:${name}`,
  };
}
