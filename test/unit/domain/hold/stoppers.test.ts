import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdName } from '../../../../src/domain/hold/hold.ts';
import { covers, type Scope, serviceScope } from '../../../../src/domain/hold/scope.ts';
import { holdsOver, type Stoppable, stoppersOf } from '../../../../src/domain/hold/stoppers.ts';
import { ResolvedService } from '../../../../src/domain/target/service.ts';
import { registry } from '../../../support/values.ts';

const names = fc.constantFrom('registry', 'auth', 'prod', 'staging', 'all', 'production');
const services = fc
  .record({
    stack: names,
    service: names,
    ecsService: names,
    environment: fc.constantFrom('production', 'staging', 'development'),
    account: fc.constantFrom('111122223333', '444455556666'),
  })
  .map((some) => ResolvedService.parse({ ...registry, ...some }));
const specs = fc.record({
  freezable: fc.constantFrom('stopped-by-freeze', 'allowed-in-freeze'),
  lockable: fc.constantFrom('stopped-by-lock', 'allowed-under-lock'),
} satisfies Record<keyof Stoppable, unknown>);
const kinds = fc.constantFrom('freeze', 'lock');
const wide = fc.constantFrom<'all' | 'environment' | 'stack' | 'service'>(
  'all',
  'environment',
  'stack',
  'service',
);

/** The scope of that width around a service. */
function around(service: ResolvedService, width: Scope['kind']): Scope {
  switch (width) {
    case 'all':
      return { kind: 'all' };
    case 'environment':
      return { kind: 'environment', environment: service.environment };
    case 'stack':
      return { kind: 'stack', stack: service.stack };
    case 'service':
      return serviceScope(service);
  }
}

/** Whether two services have in common what a scope of that width is about. */
function together(a: ResolvedService, b: ResolvedService, width: Scope['kind']): boolean {
  switch (width) {
    case 'all':
      return true;
    case 'environment':
      return a.environment === b.environment;
    case 'stack':
      return a.stack === b.stack;
    case 'service':
      return (
        a.account === b.account &&
        a.region === b.region &&
        a.cluster === b.cluster &&
        a.ecsService === b.ecsService
      );
  }
}

describe('a freeze or a lock', () => {
  it('is over exactly the services that are in it, and stops there what its kind stops, nothing else', () => {
    fc.assert(
      fc.property(services, services, wide, kinds, specs, (held, other, width, kind, spec) => {
        const scope = around(held, width);
        const isIn = together(held, other, width);
        expect(covers(scope, other)).toBe(isIn);
        expect(holdsOver(other).includes(holdName({ kind, scope }))).toBe(isIn);
        const stops =
          kind === 'lock'
            ? spec.lockable === 'stopped-by-lock'
            : width === 'all' || spec.freezable === 'stopped-by-freeze';
        expect(stoppersOf(spec, other).includes(holdName({ kind, scope }))).toBe(isIn && stops);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays with the service in AWS when the configuration calls it otherwise', () => {
    const renamed = ResolvedService.parse({ ...registry, stack: 'prod-2', service: 'registry-2' });
    expect(covers(serviceScope(registry), renamed)).toBe(true);
  });
});
