import type { Incident } from '../alarm/incident.ts';
import type { IncidentReader } from '../ports/incidents.ts';
import type { RunReader } from '../ports/run-reader.ts';
import type { Run } from '../run/run.ts';
import type { Stop } from '../window/stop.ts';

/** What the App Home tells, the same for everybody. */
export interface HomeFacts {
  /** Runs that wait for other people's consent, the longest waiting first. */
  readonly awaiting: readonly Run[];
  /** Runs that ask a human, the longest waiting first. */
  readonly parked: readonly Run[];
  /** The other unfinished runs, newest first. */
  readonly running: readonly Run[];
  /** The last that ended, newest end first. */
  readonly ended: readonly Run[];
  /** The alarms that are open; absent where none are watched. */
  readonly alarms?: readonly Incident[];
  /** The freezes, locks and windows that stand, the oldest first. */
  readonly holds: readonly Stop[];
  /** `some`: there are more unfinished runs than were read, older than these. */
  readonly unread: 'none' | 'some';
}

/** How many unfinished runs are read: more than a Home shows, because those that ask a human may be old. */
const LIVE = 100;
/** Among so many of the newest runs are those that ended last. */
const NEWEST = 20;
/** How many open incidents are read: more than a Home shows, because the worst may be old. */
const ALARMS = 200;
/** How many ended runs are told. */
const ENDED = 5;

const parkedSince = ({ state }: Run): number => (state.status === 'parked' ? state.since : 0);
const isAwaiting = ({ state, question }: Run): boolean =>
  state.status !== 'ended' && state.status !== 'parked' && question?.approval !== undefined;
const askedAt = ({ question }: Run): number => question?.at ?? 0;
const endedAt = ({ state }: Run): number => (state.status === 'ended' ? state.at : 0);

/** Reads what the App Home tells; without `incidents`, nothing of alarms. Throws where the store can't be read. */
export async function homeFacts(
  runs: Pick<RunReader, 'live' | 'newest'>,
  stops: () => Promise<readonly Stop[]>,
  incidents?: Pick<IncidentReader, 'open'> | undefined,
): Promise<HomeFacts> {
  const [live, newest, held, alarms] = await Promise.all([
    runs.live(LIVE),
    runs.newest(NEWEST),
    stops(),
    incidents?.open(ALARMS),
  ]);
  return {
    ...(alarms ? { alarms: alarms.filter(({ quiet }) => !quiet) } : {}),
    holds: held,
    awaiting: live.filter(isAwaiting).sort((a, b) => askedAt(a) - askedAt(b)),
    parked: live
      .filter(({ state }) => state.status === 'parked')
      .sort((a, b) => parkedSince(a) - parkedSince(b)),
    running: live.filter(
      (run) => run.state.status !== 'parked' && run.state.status !== 'ended' && !isAwaiting(run),
    ),
    ended: newest
      .filter(({ state }) => state.status === 'ended')
      .sort((a, b) => endedAt(b) - endedAt(a))
      .slice(0, ENDED),
    unread: live.length < LIVE ? 'none' : 'some',
  };
}
