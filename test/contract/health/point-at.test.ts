import { expect, it } from 'vitest';
import { healthAt } from '../../../sandbox/health/point-at.ts';
import { parseConfigFile } from '../../../src/config/load.ts';
import { EXAMPLE } from '../../unit/config/files.ts';

it('the example, pointed at a sandbox, is the same but for where its health endpoints are', () => {
  const before = parseConfigFile(EXAMPLE, 'wheelhouse.yaml');
  const after = parseConfigFile(
    healthAt(EXAMPLE, { urlOf: ({ stack, service }) => `http://127.0.0.1:1/${stack}/${service}` }),
    'wheelhouse.yaml',
  );
  if (!before.ok || !after.ok) throw new Error('a configuration is faulty');
  expect(after.value.catalog.services).toEqual(
    before.value.catalog.services.map((service) =>
      service.health === undefined
        ? service
        : { ...service, health: `http://127.0.0.1:1/${service.stack}/${service.service}` },
    ),
  );
  expect(after.value.catalog.services[0]?.health).toBe('http://127.0.0.1:1/prod-us-east-1/registry');
  expect(after.value.limits).toEqual(before.value.limits);
});
