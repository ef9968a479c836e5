import type { EpochMs } from '../domain/clock.ts';
import type { DueNotice } from '../domain/ports/notices.ts';
import type { RunState } from '../domain/run/state.ts';
import type { Urgency } from './bucket.ts';

/**
 * What a run's story waits for: its first post, its end, a question to people, the thread of an end that the root
 * shows already, or a change of what it shows.
 */
export type Concern = 'first' | 'end' | 'question' | 'closing' | 'change';

const RANK = { first: 0, end: 0, question: 1, closing: 2, change: 3 } as const satisfies Record<
  Concern,
  number
>;

const asksPeople = (state: RunState): boolean =>
  state.status === 'parked' ||
  (state.status === 'waiting' && (state.for === 'approval' || state.for === 'answer'));

/** What is due for a run. */
export function concernOf({ state, shownAt, shown }: DueNotice): Concern {
  if (shownAt === undefined) return 'first';
  if (state.status === 'ended') return shown === 'ended' ? 'closing' : 'end';
  return asksPeople(state) ? 'question' : 'change';
}

/** Whether it may use the part of Slack's budget that is kept for what can't wait. */
export const urgencyOf = (concern: Concern): Urgency => (concern === 'change' ? 'patient' : 'urgent');

/** Since when somebody has been waiting for it. */
function since({ state, acceptedAt, shownAt = acceptedAt }: DueNotice): EpochMs {
  if (state.status === 'ended') return state.at;
  if (state.status === 'parked') return state.since;
  return shownAt;
}

/**
 * The order in which stories are told: first posts and ends, then questions, then the threads of ends, then changes;
 * in each the one that was waited for longest. A change counts from when its root was last shown, so that everyone's turn comes.
 */
export function ranked(due: readonly DueNotice[]): DueNotice[] {
  return due
    .map((notice) => ({ notice, rank: RANK[concernOf(notice)], since: since(notice) }))
    .sort((a, b) => a.rank - b.rank || a.since - b.since || (a.notice.id < b.notice.id ? -1 : 1))
    .map(({ notice }) => notice);
}
