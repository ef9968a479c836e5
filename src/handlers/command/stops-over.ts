import { placeOf } from '../../domain/guard/place.ts';
import { holdsOver } from '../../domain/hold/stoppers.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { notPassed } from '../../domain/window/shut-gates.ts';
import type { Stop } from '../../domain/window/stop.ts';
import { windowsOver } from '../../domain/window/windows-that-stop.ts';
import type { HandlerParts } from '../parts.ts';

/** The freezes, locks and windows that a service is under now, whatever they stop; unknown where the store is away. */
export async function stopsOver(
  { holds, passes, gates, catalog, clock }: HandlerParts,
  target: ResolvedService,
): Promise<readonly Stop[] | 'unknown'> {
  const windows = windowsOver(gates.windows, placeOf(catalog, target), clock.now());
  return Promise.all([holds.standing(holdsOver(target)), notPassed(windows, passes)]).then(
    ([held, shut]) => [...held, ...shut],
    () => 'unknown' as const,
  );
}
