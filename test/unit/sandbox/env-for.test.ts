import { expect, test } from 'vitest';
import { envFor } from '../../../sandbox/processes/env-for.ts';
import { signingKeys } from '../../../sandbox/signing-keys.ts';

const keys = signingKeys();
const env = { REDIS_URL: 'redis://127.0.0.1', ...keys };

test('a worker is given everything but the key that signs', () => {
  expect(envFor('worker', env)).toEqual({
    REDIS_URL: 'redis://127.0.0.1',
    WHEELHOUSE_VERIFY_KEYS: keys.WHEELHOUSE_VERIFY_KEYS,
  });
});

test.each(['bot', 'all'] as const)('a process of the role %s is given everything', (role) => {
  expect(envFor(role, env)).toEqual(env);
});

test('an environment without keys stays as it is', () => {
  expect(envFor('worker', { PORT: '0' })).toEqual({ PORT: '0' });
});
