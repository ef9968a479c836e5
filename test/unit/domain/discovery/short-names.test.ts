import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortNames, typeable } from '../../../../src/domain/discovery/short-names.ts';
import { ServiceName } from '../../../../src/domain/target/service.ts';

const inOne = (...names: string[]) => shortNames(names.map((name) => ({ cluster: 'main', name })));

describe('what a service is called for short', () => {
  test.each([
    ['without what all begin with', ['shop-v2-web', 'shop-v2-api-admin'], ['web', 'api-admin']],
    ['never nothing', ['shop', 'shop-web'], ['shop', 'shop-web']],
    ['whole words only', ['registry', 'reports'], ['registry', 'reports']],
    ['alone as it is', ['shop-v2-web'], ['shop-v2-web']],
    ['in letters that can be typed', ['Shop_Web', 'Shop_API'], ['web', 'api']],
    ['apart, where only the case differs', ['Web', 'web', 'WEB'], ['web', 'web-2', 'web-3']],
    ['apart from one that has a number already', ['web-2', 'Web', 'web'], ['web-2', 'web', 'web-3']],
    ['somehow, where it has no letter at all', ['__', '--'], ['unnamed', 'unnamed-2']],
  ])('%s', (_, names, short) => {
    expect(inOne(...names)).toEqual(short);
  });

  test('each cluster has its own beginning', () => {
    const services = [
      { cluster: 'gateway', name: 'mcp-gateway-v2-registry' },
      { cluster: 'gateway', name: 'mcp-gateway-v2-auth' },
      { cluster: 'keycloak', name: 'keycloak' },
    ];
    expect(shortNames(services)).toEqual(['registry', 'auth', 'keycloak']);
  });

  test('two clusters that would have the same name keep the whole of it', () => {
    const services = ['blue', 'green'].flatMap((cluster) =>
      ['web', 'api'].map((name) => ({ cluster, name: `${cluster}-${name}` })),
    );
    expect(shortNames(services)).toEqual(['blue-web', 'blue-api', 'green-web', 'green-api']);
  });
});

test('whatever the names in ECS are, the short ones can be typed and no two are the same', () => {
  // ECS API, CreateService: letters, digits, hyphens and underscores.
  const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
  const service = fc.record({ cluster: fc.constantFrom('a', 'b'), name });
  fc.assert(
    fc.property(
      fc.uniqueArray(service, { selector: (s) => `${s.cluster}/${s.name}`, maxLength: 12 }),
      (all) => {
        const short = shortNames(all);
        expect(short).toHaveLength(all.length);
        expect(new Set(short).size).toBe(all.length);
        for (const one of short) expect(ServiceName.safeParse(one).success).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('a name that can be typed stays as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/), (name) => {
      expect(typeable(name)).toBe(name);
    }),
  );
});
