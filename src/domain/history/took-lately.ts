import type { DurationMs } from '../clock.ts';
import type { SeenDeployment } from '../ports/deployment-history.ts';

/** How long deployments of a service took, from their beginning to their end. */
export interface TookLately {
  readonly shortest: DurationMs;
  readonly longest: DurationMs;
  /** Of how many. */
  readonly of: number;
}

const LAST = 5;

/**
 * How long the last five deployments took that came to a good end; undefined where none did whose end was seen. How
 * long a failed one went on says nothing of the next.
 */
export function tookLately(history: readonly SeenDeployment[]): TookLately | undefined {
  const took = [...history]
    .sort((a, b) => b.at - a.at)
    .flatMap(({ at, end }) =>
      end?.kind === 'succeeded' && end.at !== undefined ? [Math.max(0, end.at - at)] : [],
    )
    .slice(0, LAST);
  return took.length === 0
    ? undefined
    : { shortest: Math.min(...took), longest: Math.max(...took), of: took.length };
}
