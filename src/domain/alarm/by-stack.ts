import type { Incident } from './incident.ts';
import { worstFirst } from './life/worst.ts';

/** How much haste an incident asks for: the greater, the less. */
function rankOf(incident: Incident): number {
  const [worst] = worstFirst(incident);
  if (worst?.state !== 'ALARM') return 3;
  if (worst.silencedUntil !== undefined) return 2;
  return worst.severity === 'critical' ? 0 : 1;
}

/** Incidents by stack: the stack with the worst one first; in each the worst first, then what is open longest. */
export function byStack(incidents: readonly Incident[]): readonly Incident[] {
  const worst = new Map<string, number>();
  const stackOf = ({ stack, id }: Incident): string => stack ?? id;
  for (const one of incidents) {
    worst.set(stackOf(one), Math.min(rankOf(one), worst.get(stackOf(one)) ?? Number.POSITIVE_INFINITY));
  }
  const ofStack = (one: Incident): number => worst.get(stackOf(one)) ?? 0;
  return incidents.toSorted(
    (a, b) =>
      ofStack(a) - ofStack(b) ||
      (stackOf(a) === stackOf(b) ? 0 : stackOf(a) < stackOf(b) ? -1 : 1) ||
      rankOf(a) - rankOf(b) ||
      a.openedAt - b.openedAt,
  );
}
