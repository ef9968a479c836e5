import { describe, expect, it } from 'vitest';
import { startHealthSandbox } from '../../../sandbox/health/sandbox.ts';
import { ServiceName } from '../../../src/domain/target/service.ts';
import { fetchProbe } from '../../../src/health/fetch-probe.ts';
import { freePorts } from '../../../tools/redis/free-port.ts';
import { registry } from '../../support/values.ts';
import { fakeHealthProbe } from './fake-health-probe.ts';
import { healthProbeContract } from './health-probe.suite.ts';

describe('HealthProbe over HTTP', () => {
  healthProbeContract(async () => {
    const health = await startHealthSandbox(() => true);
    const [nobody = 0] = await freePorts(1);
    return {
      probe: fetchProbe(100),
      url(manner) {
        if (manner === 'nowhere') return `http://127.0.0.1:${nobody}/health`;
        const service = { stack: registry.stack, service: ServiceName.parse(manner) };
        health.set(service, manner === 'well' ? 'by-tasks' : manner);
        return health.urlOf(service);
      },
      stop: health.stop,
    };
  });
});

describe('HealthProbe in memory', () => {
  healthProbeContract(async () => {
    const probe = fakeHealthProbe();
    for (const [name, status] of [
      ['well', 200],
      ['failing', 503],
      ['moved', 302],
    ] as const)
      probe.set(name, { kind: 'answered', status, tookMs: 1 });
    probe.set('mute', { kind: 'silent', why: 'no answer for 0.1 s' });
    probe.set('cut', { kind: 'silent', why: 'connection cut' });
    return { probe, url: (manner) => manner, stop: async () => undefined };
  });
});

it('an address that is none is silent, too', async () => {
  expect(await fetchProbe(1_000).get('http://')).toEqual({
    kind: 'silent',
    why: 'no answer (ERR_INVALID_URL)',
  });
});

describe('the sandbox’s endpoints', () => {
  it('are well while tasks run, and only of services that there are', async () => {
    const running = new Map([
      ['registry', true],
      ['auth', false],
    ]);
    const health = await startHealthSandbox(({ service }) => running.get(service));
    const status = async (service: string) =>
      (await fetch(health.urlOf({ stack: registry.stack, service: ServiceName.parse(service) }))).status;
    expect([await status('registry'), await status('auth'), await status('nobody')]).toEqual([200, 503, 404]);
    expect(health.asked).toContain('/prod-us-east-1/auth/health');
    await health.stop();
  });
});
