import { describe, expect, it } from 'vitest';
import { resolveScope } from '../../../../src/domain/hold/resolve-scope.ts';
import { scopeName } from '../../../../src/domain/hold/scope.ts';
import type { Catalog } from '../../../../src/domain/target/catalog.ts';
import { ResolvedService, StackName } from '../../../../src/domain/target/service.ts';
import { CHANNEL, registry } from '../../../support/values.ts';

const service = (stack: string, name: string, environment: string): ResolvedService =>
  ResolvedService.parse({ ...registry, stack, service: name, environment, ecsService: `${stack}-${name}` });

const catalog: Catalog = {
  services: [
    service('prod-us-east-1', 'registry', 'production'),
    service('staging-us-east-1', 'registry', 'staging'),
    service('auth', 'auth', 'staging'),
    service('auth', 'production', 'staging'),
  ],
  channelStacks: new Map([[CHANNEL, StackName.parse('prod-us-east-1')]]),
};

/** What the words mean there: a kind and a name, the choices, or what is like it. */
function meant(words: string, channel = 'C0ANY'): string {
  const found = resolveScope(catalog, channel, words);
  switch (found.kind) {
    case 'found':
      return `${found.scope.kind} ${scopeName(found.scope)}`;
    case 'ambiguous':
      return `one of ${found.choices.length}`;
    case 'unknown':
      return `unknown, like ${found.nearest.join(' ')}`;
  }
}

describe('what is to be frozen', () => {
  it.each([
    ['all', 'all all'],
    ['ALL', 'all all'],
    ['staging', 'environment staging'],
    ['prod-us-east-1', 'stack prod-us-east-1'],
    ['prod-us-east-1/registry', 'service prod-us-east-1/registry'],
    ['registry', 'one of 2'],
    // The wider meaning goes first; a service can always be said with its stack.
    ['auth', 'stack auth'],
    ['auth/auth', 'service auth/auth'],
    ['production', 'environment production'],
    ['auth/production', 'service auth/production'],
    // No stack is a development one.
    ['development', 'unknown, like '],
    ['prodution', 'unknown, like production'],
    ['prod-us-east-2', 'unknown, like prod-us-east-1'],
  ])('"%s" is %s', (words, said) => {
    expect(meant(words)).toBe(said);
  });

  it('is the service of the channel’s own stack, where it has one', () => {
    expect(meant('registry', CHANNEL)).toBe('service prod-us-east-1/registry');
  });
});
