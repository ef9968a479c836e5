import type { Fingerprint } from '../fingerprint.ts';
import type { Incident } from '../incident.ts';
import { incidentKey } from '../route.ts';
import { hear, isStillOf, joins, opened } from './hear.ts';
import type { Heard, NewIncident } from './heard.ts';

/** The incidents that news may concern: the newest of each key, and under which key an alarm was told of last. */
export interface Known {
  readonly newest: ReadonlyMap<string, Incident>;
  readonly keyOf: ReadonlyMap<Fingerprint, string>;
}

/** The key under which news would open an incident. */
export const keyFor = ({ report, stack, channel }: Heard): string =>
  incidentKey({ stack, fingerprint: report.fingerprint }, channel);

/**
 * Takes news in, in order. Answers the incidents that they changed or opened, by their ids. What isn't an alarm that rings
 * and is known of no incident changes nothing.
 */
export async function foldNews(
  { newest, keyOf }: Known,
  news: readonly Heard[],
  create: () => Promise<NewIncident>,
): Promise<ReadonlyMap<string, Incident>> {
  const latest = new Map(newest);
  const keys = new Map(keyOf);
  const changed = new Map<string, Incident>();
  for (const heard of news) {
    const { fingerprint, state } = heard.report;
    const known = latest.get(keys.get(fingerprint) ?? '');
    const own = known && isStillOf(known, fingerprint, heard.at) ? known : undefined;
    if (!own && state !== 'ALARM') continue;
    const key = own?.key ?? keyFor(heard);
    const there = own ?? latest.get(key);
    const before = there && (own || joins(there, key)) ? there : undefined;
    const after = before ? hear(before, heard) : opened(key, heard, await create());
    if (after === before) continue;
    latest.set(key, after);
    keys.set(fingerprint, key);
    changed.set(after.id, after);
  }
  return changed;
}
