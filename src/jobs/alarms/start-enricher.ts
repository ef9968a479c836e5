import type { Incident, IncidentId } from '../../domain/alarm/incident.ts';
import { wantsFacts } from '../../domain/alarm/wants-facts.ts';
import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import type { Incidents } from '../../domain/ports/incidents.ts';
import type { Lease } from '../../domain/ports/notices.ts';
import { type EnrichParts, enrich } from './enricher.ts';

/** What the enricher needs. */
export interface EnricherParts extends EnrichParts {
  readonly incidents: Pick<Incidents, 'read' | 'write' | 'open'>;
  /** Whoever holds it enriches: several bots don't ask AWS for the same. */
  readonly lease: Lease;
  /** How often it is looked which incidents want facts. */
  readonly every: DurationMs;
}

/** So many open incidents are looked at. */
const LOOKED_AT = 200;
/** So many are enriched at a time: each takes about ten calls of AWS. */
const AT_ONCE = 4;

/**
 * Enriches open incidents that want facts, until stopped: four at a time, those of which nothing is known first, and none
 * more often than `apart` says, however its last try went.
 */
export function startEnricher(parts: EnricherParts): {
  /** Something may have changed: looks at once. */
  hint(): void;
  /** Finishes what was begun and stops. */
  stop(): Promise<void>;
} {
  const inHand = new Map<IncidentId, Promise<void>>();
  const begunAt = new Map<IncidentId, EpochMs>();
  let looking: Promise<void> | undefined;
  let again = false;
  let isStopping = false;

  const begin = (id: IncidentId): void => {
    begunAt.set(id, parts.clock.now());
    const work = enrich(parts, id)
      .then(
        () => undefined,
        (error: unknown) => parts.onFailure('an incident could not be enriched', error, { incident: id }),
      )
      .finally(() => {
        inHand.delete(id);
        look();
      });
    inHand.set(id, work);
  };

  const turn = async (): Promise<void> => {
    if (!(await parts.lease.hold())) return;
    const open = await parts.incidents.open(LOOKED_AT);
    const now = parts.clock.now();
    const ids = new Set(open.map(({ id }) => id));
    for (const id of begunAt.keys()) if (!ids.has(id)) begunAt.delete(id);
    const isDue = (one: Incident): boolean =>
      !inHand.has(one.id) &&
      now - (begunAt.get(one.id) ?? Number.NEGATIVE_INFINITY) >= parts.apart &&
      wantsFacts(one, now, parts.apart) !== undefined;
    const due = open.filter(isDue).sort((a, b) => known(a) - known(b) || a.openedAt - b.openedAt);
    if (isStopping) return;
    for (const { id } of due.slice(0, Math.max(0, AT_ONCE - inHand.size))) begin(id);
  };

  const look = (): void => {
    if (isStopping) return;
    if (looking) {
      again = true;
      return;
    }
    again = false;
    looking = turn()
      .catch((error: unknown) => parts.onFailure('which incidents want facts is not known', error))
      .finally(() => {
        looking = undefined;
        if (again) look();
      });
  };

  const timer = setInterval(look, parts.every);
  look();
  return {
    hint: look,
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await looking;
      await Promise.all(inHand.values());
      await parts.lease.release();
    },
  };
}

const known = ({ facts }: Incident): number => (facts ? 1 : 0);
