import type { Incident } from './incident.ts';
import { worstFirst } from './life/worst.ts';

/** How much haste an incident asks for, the most first. `critical` and `warning` ring, and nobody is kept from hearing it. */
export type Haste = 'critical' | 'warning' | 'silenced' | 'no-data';

const ORDER: readonly Haste[] = ['critical', 'warning', 'silenced', 'no-data'];

/** How much haste an incident asks for: as much as the worst of its alarms. */
export function hasteOf(incident: Incident): Haste {
  const [worst] = worstFirst(incident);
  if (worst?.state !== 'ALARM') return 'no-data';
  return worst.silencedUntil === undefined ? worst.severity : 'silenced';
}

/**
 * Incidents, those first that ask for the most haste; of equals those that nobody has taken on, then those of a stack
 * together, then what is open longest. So a list that is cut leaves out what matters least.
 */
export function byHaste(incidents: readonly Incident[]): readonly Incident[] {
  const rankOf = (one: Incident): number =>
    2 * ORDER.indexOf(hasteOf(one)) + (one.acknowledged === undefined ? 0 : 1);
  const stackOf = ({ stack }: Incident): string => stack ?? '';
  return incidents.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      (stackOf(a) === stackOf(b) ? 0 : stackOf(a) < stackOf(b) ? -1 : 1) ||
      a.openedAt - b.openedAt,
  );
}
