import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScalableTargets } from '../../../sandbox/scaling/scalable-targets.ts';
import type { Scaling } from '../../../src/domain/ports/scaling.ts';
import { registry } from '../../support/values.ts';

/** An implementation of the port, on targets that the suite registers. */
export interface ScalingUnderTest {
  readonly scaling: Scaling;
  readonly targets: ScalableTargets;
  stop(): Promise<void>;
}

/** The registry's place in the sandbox. */
const REGISTRY = {
  region: registry.region,
  cluster: registry.cluster,
  service: registry.ecsService,
} as const;

/** What every implementation of Scaling does. */
export const scalingContract = (make: () => Promise<ScalingUnderTest>): void => {
  let on: ScalingUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());

  it('says between what a service is scaled', async () => {
    on.targets.register({ ...REGISTRY, min: 2, max: 4 });
    expect(await on.scaling.rangeOf(registry)).toEqual({
      ok: true,
      value: { min: 2, max: 4, suspended: [] },
    });
  });

  it('says which directions are switched off', async () => {
    on.targets.register({ ...REGISTRY, min: 0, max: 1, suspended: ['in', 'scheduled'] });
    expect(await on.scaling.rangeOf(registry)).toEqual({
      ok: true,
      value: { min: 0, max: 1, suspended: ['in', 'scheduled'] },
    });
  });

  it('says that nothing scales it: not registered any more, of another cluster, of another region', async () => {
    on.targets.register({ ...REGISTRY, min: 2, max: 4 });
    const none = { ok: true, value: 'none' };
    expect(await on.scaling.rangeOf({ ...registry, cluster: 'other' })).toEqual(none);
    expect(await on.scaling.rangeOf({ ...registry, region: 'eu-west-1' })).toEqual(none);
    on.targets.deregister(REGISTRY);
    expect(await on.scaling.rangeOf(registry)).toEqual(none);
  });
};
