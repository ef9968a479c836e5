import type { Incident } from '../../domain/alarm/incident.ts';
import type { Clock, DurationMs } from '../../domain/clock.ts';
import type { IncidentReader } from '../../domain/ports/incidents.ts';

/** For so long the same answer does: somebody types a name in seconds, and each key asks. */
const FRESH: DurationMs = 3_000;
/** So many are searched: the newest. */
const SEARCHED = 200;

/** The open incidents as somebody who types needs them: the store is asked once in a while. Rejects where it is away. */
export function openLately(clock: Clock): (incidents: IncidentReader) => Promise<readonly Incident[]> {
  let known: { readonly at: number; readonly open: Promise<readonly Incident[]> } | undefined;
  return (incidents) => {
    const at = clock.now();
    if (known && at - known.at < FRESH) return known.open;
    const asked = { at, open: incidents.open(SEARCHED) };
    known = asked;
    // What couldn't be read isn't kept.
    asked.open.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.open;
  };
}
