import { inTime, PATIENCE } from '../../domain/in-time.ts';
import type { Scaling, ScalingRange } from '../../domain/ports/scaling.ts';
import type { ResolvedService } from '../../domain/target/service.ts';

/** In what range a service is scaled by itself; undefined where nothing scales it, or where that can't be read soon. */
export async function seeRange(scaling: Scaling, target: ResolvedService): Promise<ScalingRange | undefined> {
  const range = await inTime(scaling.rangeOf(target), PATIENCE);
  return range === 'late' || !range.ok || range.value === 'none' ? undefined : range.value;
}
