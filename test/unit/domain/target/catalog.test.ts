import { describe, expect, it } from 'vitest';
import {
  type Catalog,
  resolve,
  serviceNamed,
  servicesThatAre,
} from '../../../../src/domain/target/catalog.ts';
import { lockName, ResolvedService, StackName, targetName } from '../../../../src/domain/target/service.ts';

const service = (stack: string, name: string): ResolvedService =>
  ResolvedService.parse({
    platform: 'ecs',
    stack,
    service: name,
    environment: stack.startsWith('prod') ? 'production' : 'staging',
    account: '111122223333',
    region: 'us-east-1',
    cluster: 'c',
    ecsService: `mcp-${name}`,
    container: name,
    logGroup: `/ecs/${name}`,
  });

const catalog: Catalog = {
  services: [service('prod', 'registry'), service('staging', 'registry'), service('staging', 'auth')],
  channelStacks: new Map([['COPS', StackName.parse('prod')]]),
};

const found = (channel: string, words: string) => {
  const resolution = resolve(catalog, channel, words);
  switch (resolution.kind) {
    case 'found':
      return targetName(resolution.service);
    case 'ambiguous':
      return resolution.choices.map(targetName);
    case 'unknown':
      return { nearest: resolution.nearest };
  }
};

describe('what a target means', () => {
  it.each([
    ['COPS', 'registry', 'prod/registry', "a channel's own stack"],
    ['COPS', 'staging/registry', 'staging/registry', 'a stack that is named, in any channel'],
    ['CANY', 'auth', 'staging/auth', 'the only one, where the channel has no stack'],
    [
      'CANY',
      'registry',
      ['prod/registry', 'staging/registry'],
      'nothing, where two stacks have it: the choices',
    ],
    [
      'COPS',
      'auth',
      ['staging/auth'],
      "nothing, where only another stack than the channel's has it: a question",
    ],
    ['COPS', 'registy', { nearest: ['registry'] }, 'nothing, where it is misspelt: the nearest'],
    ['COPS', 'prod/zzzzzz', { nearest: [] }, 'nothing, where nothing is near'],
    ['COPS', 'REGISTRY', 'prod/registry', 'the same in capitals'],
  ])('in %s, "%s" is %j: %s', (channel, words, expected, _why) => {
    expect(found(channel, words)).toEqual(expected);
  });
});

describe('a service among all', () => {
  it('is found by its full name, and by no shorter one', () => {
    expect(serviceNamed(catalog, 'staging/registry')).toBe(catalog.services[1]);
    expect(serviceNamed(catalog, 'auth')).toBeUndefined();
  });

  it('is found by what it is in AWS, with every name that it has there', () => {
    const [registry] = catalog.services;
    if (!registry) throw new Error('the catalog is empty');
    const alias = { ...registry, stack: StackName.parse('other') };
    const twice: Catalog = { ...catalog, services: [registry, alias] };
    expect(servicesThatAre(twice, lockName(registry))).toEqual([registry, alias]);
    expect(servicesThatAre(twice, 'service/none')).toEqual([]);
  });
});
