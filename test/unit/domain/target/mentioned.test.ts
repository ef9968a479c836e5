import { describe, expect, it } from 'vitest';
import { mentionedServices } from '../../../../src/domain/target/mentioned.ts';
import { ResolvedService, StackName, targetName } from '../../../../src/domain/target/service.ts';
import { registry } from '../../../support/values.ts';

const service = (stack: string, name: string): ResolvedService =>
  ResolvedService.parse({
    ...registry,
    stack,
    service: name,
    ecsService: `mcp-gateway-v2-${name}`,
    region: stack.replace(/^(prod|staging)-/, ''),
  });

const catalog = {
  services: ['prod-us-east-1', 'prod-us-west-2', 'staging-us-east-1'].flatMap((stack) =>
    ['registry', 'registry-ui', 'auth'].map((name) => service(stack, name)),
  ),
  channelStacks: new Map([['C0PROD', StackName.parse('prod-us-east-1')]]),
};

describe('what a message speaks of', () => {
  it.each([
    ['prod-us-west-2/auth is slow', ['prod-us-west-2/auth']],
    ['*Auth* is slow!', ['prod-us-east-1/auth']],
    ['is `auth` well?', ['prod-us-east-1/auth']],
    ['ALARM "mcp-gateway-v2-registry-cpu-high" in us-west-2', ['prod-us-west-2/registry']],
    ['ALARM mcp-gateway-v2-registry-ui-5xx', ['prod-us-east-1/registry-ui']],
    [
      'arn:aws:ecs:us-west-2:111122223333:service/mcp-gateway-ecs-cluster/mcp-gateway-v2-auth',
      ['prod-us-west-2/auth'],
    ],
    ['auth on staging-us-east-1, please', ['staging-us-east-1/auth']],
    ['the author of registries', []],
    ['', []],
    ['registry and auth', ['prod-us-east-1/registry', 'prod-us-east-1/auth']],
  ])('in the channel of prod-us-east-1: %s', (text, names) => {
    expect(mentionedServices(catalog, 'C0PROD', text).map(targetName)).toEqual(names);
  });

  it('is several where nothing decides', () => {
    expect(mentionedServices(catalog, 'C0ANY', 'auth is slow').map(targetName)).toEqual([
      'prod-us-east-1/auth',
      'prod-us-west-2/auth',
      'staging-us-east-1/auth',
    ]);
  });
});
