import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HealthManner } from '../../../sandbox/health/sandbox.ts';
import type { HealthProbe } from '../../../src/domain/ports/health-probe.ts';

/** An implementation of the port with a time-out of 100 ms, and endpoints for it. */
export interface HealthProbeUnderTest {
  readonly probe: HealthProbe;
  /** The address of an endpoint that answers so; `nowhere`: of none. */
  url(manner: Exclude<HealthManner, 'by-tasks'> | 'well' | 'nowhere'): string;
  stop(): Promise<void>;
}

/** What every implementation of HealthProbe does. */
export const healthProbeContract = (make: () => Promise<HealthProbeUnderTest>): void => {
  let on: HealthProbeUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());

  it.each([
    ['well', 200],
    ['failing', 503],
    // A redirect isn't followed: a login page answers 200, too.
    ['moved', 302],
  ] as const)('an endpoint that is %s answers %i', async (manner, status) => {
    expect(await on.probe.get(on.url(manner))).toEqual({
      kind: 'answered',
      status,
      tookMs: expect.any(Number),
    });
  });

  it.each([
    ['mute', 'no answer for 0.1 s'],
    ['cut', 'connection cut'],
    ['nowhere', 'connection refused'],
  ] as const)('an endpoint that is %s is silent: %s', async (manner, why) => {
    expect(await on.probe.get(on.url(manner))).toEqual({ kind: 'silent', why });
  });
};
