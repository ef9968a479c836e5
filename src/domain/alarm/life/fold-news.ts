import type { EpochMs } from '../../clock.ts';
import type { Fingerprint } from '../fingerprint.ts';
import type { Incident } from '../incident.ts';
import { incidentKey } from '../route.ts';
import type { StateChange } from '../state-change.ts';
import { changeIn } from './alarm-change.ts';
import { withUntold } from './course.ts';
import { hear, isStillOf, joins, opened } from './hear.ts';
import type { Heard, NewIncident } from './heard.ts';

/** Where an alarm was told of last. */
export interface ToldUnder {
  readonly key: string;
  /** When it came into the state that was told. */
  readonly at: EpochMs;
}

/** What is known of alarms without an incident: changes of their states that nobody was told of, since none rang. */
export type Untold = ReadonlyMap<Fingerprint, readonly StateChange[]>;

/** What news may concern: the newest incident of each key, where an alarm was told of last, and what wasn't told. */
export interface Known {
  readonly newest: ReadonlyMap<string, Incident>;
  readonly toldUnder: ReadonlyMap<Fingerprint, ToldUnder>;
  readonly untold: Untold;
}

/** What became of news: only what they changed. */
export interface Folded {
  /** By their ids. */
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly untold: Untold;
}

/** The key under which news would open an incident. */
export const keyFor = ({ report, stack, channel }: Heard): string =>
  incidentKey({ stack, fingerprint: report.fingerprint }, channel);

/**
 * Takes news in, in order. What isn't an alarm that rings and is known of no incident is remembered: the news that it rang may
 * be late, and then it is told as over at once. What is older than what was told of an alarm, in an incident that isn't its
 * own any more, changes nothing.
 */
export async function foldNews(
  known: Known,
  news: readonly Heard[],
  create: () => Promise<NewIncident>,
): Promise<Folded> {
  const latest = new Map(known.newest);
  const told = new Map(known.toldUnder);
  const changed = new Map<string, Incident>();
  const untold = new Map<Fingerprint, readonly StateChange[]>();
  for (const heard of news) {
    const { fingerprint, state, at } = heard.report;
    const last = told.get(fingerprint);
    const there = latest.get(last?.key ?? '');
    const own = there && isStillOf(there, heard) ? there : undefined;
    if (!own && last && at <= last.at && heard.via !== 'reading') continue;
    const before = untold.get(fingerprint) ?? known.untold.get(fingerprint) ?? [];
    if (!own && state !== 'ALARM') {
      const after = withUntold(before, changeIn(heard));
      if (after !== before) untold.set(fingerprint, after);
      continue;
    }
    const key = own?.key ?? keyFor(heard);
    const host = own ?? joinable(latest.get(key), key);
    const after = host ? hear(host, heard, before) : opened(key, heard, await create(), before);
    if (before.length > 0) untold.set(fingerprint, []);
    if (after === host) continue;
    latest.set(key, after);
    told.set(fingerprint, { key, at: toldAt(after, fingerprint) ?? at });
    changed.set(after.id, after);
  }
  return { incidents: changed, untold };
}

const joinable = (incident: Incident | undefined, key: string): Incident | undefined =>
  incident && joins(incident, key) ? incident : undefined;

const toldAt = ({ alarms }: Incident, of: Fingerprint): EpochMs | undefined =>
  alarms.find(({ fingerprint }) => fingerprint === of)?.at;
