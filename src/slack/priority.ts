import type { EpochMs } from '../domain/clock.ts';
import type { DueIncident } from '../domain/ports/incidents.ts';
import type { DueNotice } from '../domain/ports/notices.ts';
import type { RunState } from '../domain/run/state.ts';
import type { Urgency } from './bucket.ts';

/**
 * What a story waits for: an alarm's first post, a run's, an end (or that an alarm rings again, which its root calls
 * over), a question to people or what calls them, the thread of an end that the root shows already, or a change of what
 * it shows.
 */
export type Concern = 'alarm' | 'first' | 'end' | 'question' | 'closing' | 'change';

const RANK = {
  alarm: 0,
  first: 1,
  end: 1,
  question: 2,
  closing: 3,
  change: 4,
} as const satisfies Record<Concern, number>;

const asksPeople = (state: RunState): boolean =>
  state.status === 'parked' ||
  (state.status === 'waiting' && (state.for === 'approval' || state.for === 'answer'));

/** What is due for a run. */
export function concernOf({ state, shownAt, shown }: DueNotice): Concern {
  if (shownAt === undefined) return 'first';
  if (state.status === 'ended') return shown === 'ended' ? 'closing' : 'end';
  return asksPeople(state) ? 'question' : 'change';
}

/** What is due for an incident. Its thread calls people, so it doesn't wait like a mere change. */
export function incidentConcern({ state, shownAt, shown, untold }: DueIncident): Concern {
  if (shownAt === undefined) return 'alarm';
  if (shown !== state) return 'end';
  if (state === 'closed') return 'closing';
  return untold > 0 ? 'question' : 'change';
}

/** Which part of Slack's budget it may use. */
export function urgencyOf(concern: Concern): Urgency {
  if (concern === 'alarm') return 'alarm';
  return concern === 'change' ? 'patient' : 'urgent';
}

/** Since when somebody has been waiting for it. */
export function waitingSince({ state, acceptedAt, shownAt = acceptedAt }: DueNotice): EpochMs {
  if (state.status === 'ended') return state.at;
  if (state.status === 'parked') return state.since;
  return shownAt;
}

/** As much of a story as its place in the line depends on. */
export interface Ranked {
  readonly kind: 'run' | 'incident';
  readonly id: string;
  readonly concern: Concern;
  /** Since when somebody has been waiting for it. */
  readonly since: EpochMs;
}

/**
 * The order in which stories are told: alarms' first posts, then first posts and ends, then questions, then the threads
 * of ends, then changes; in each the one that was waited for longest. A change counts from when its root was last shown,
 * so that everyone's turn comes. Where runs and incidents wait for the same, they take turns: alarms that flap hold up
 * no end of a run for longer than a call each, nor runs an alarm's.
 */
export function ranked<T extends Ranked>(due: readonly T[]): T[] {
  const ranks = [...new Set(due.map(({ concern }) => RANK[concern]))].sort((a, b) => a - b);
  return ranks.flatMap((rank) => {
    const here = due
      .filter(({ concern }) => RANK[concern] === rank)
      .sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
    const first = here[0]?.kind;
    return inTurns(
      here.filter(({ kind }) => kind === first),
      here.filter(({ kind }) => kind !== first),
    );
  });
}

/** One of the first, one of the second, and so on; what is left of the longer at its end. */
const inTurns = <T>(a: readonly T[], b: readonly T[]): T[] =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, at) => [
    ...a.slice(at, at + 1),
    ...b.slice(at, at + 1),
  ]).flat();
