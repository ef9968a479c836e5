import type { ScalableTargets } from '../../../sandbox/scaling/scalable-targets.ts';
import type { Scaling } from '../../../src/domain/ports/scaling.ts';
import { ok } from '../../../src/domain/result.ts';

/** The port on a sandbox's scalable targets without HTTP. */
export const fakeScaling = (targets: ScalableTargets): Scaling => ({
  async rangeOf({ region, cluster, ecsService }) {
    const found = targets
      .in(region)
      .find((scaled) => scaled.cluster === cluster && scaled.service === ecsService);
    if (!found) return ok('none');
    const { min, max, suspended = [] } = found;
    return ok({ min, max, suspended });
  },
});
