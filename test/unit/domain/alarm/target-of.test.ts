import { expect, it } from 'vitest';
import { Fingerprint } from '../../../../src/domain/alarm/fingerprint.ts';
import { type AlarmMarks, targetOf } from '../../../../src/domain/alarm/target-of.ts';
import type { Catalog } from '../../../../src/domain/target/catalog.ts';
import { ResolvedService, targetName } from '../../../../src/domain/target/service.ts';
import { registry } from '../../../support/values.ts';

const also = (more: Readonly<Record<string, unknown>>): ResolvedService =>
  ResolvedService.parse({ ...registry, ...more });

const shared = 'mcp-gateway-v2-alb-5xx-errors';
const prodRegistry = also({ alarms: ['cpu', shared, 'both-stacks'] });
const prodAuth = also({ service: 'auth', ecsService: 'mcp-gateway-v2-auth', alarms: [shared] });
const staging = also({
  stack: 'staging',
  environment: 'staging',
  cluster: 'staging-cluster',
  alarms: ['both-stacks'],
});
const alone = also({ stack: 'prod-eu', region: 'eu-west-1', cluster: 'eu', alarms: ['cpu'] });

const catalog: Catalog = { services: [prodRegistry, prodAuth, staging, alone], channelStacks: new Map() };

const PLACE = { account: registry.account, region: registry.region };
const alarm = (name: string, more: Partial<AlarmMarks> = {}): AlarmMarks => {
  const { account = PLACE.account, region = PLACE.region } = more;
  const fingerprint = Fingerprint.parse(`cloudwatch/${account}/${region}/${name}`);
  return { fingerprint, account, region, dimensions: {}, labels: {}, ...more };
};
const alert = (labels: Readonly<Record<string, string>>): AlarmMarks => ({
  fingerprint: Fingerprint.parse('alertmanager/5ef77f1f8a3ecf8d'),
  dimensions: {},
  labels,
});

const seen = (marks: AlarmMarks) => {
  const { service, stack, environment } = targetOf(marks, catalog);
  return [service && targetName(service), stack, environment];
};

const dimensions = (cluster: string, ecsService: string) => ({
  ClusterName: cluster,
  ServiceName: ecsService,
});
const inRegistry = dimensions(registry.cluster, registry.ecsService);

it.each<[string, AlarmMarks, readonly (string | undefined)[]]>([
  ['the service that lists it', alarm('cpu'), ['prod-us-east-1/registry', 'prod-us-east-1', 'production']],
  [
    'the one of its region',
    alarm('cpu', { region: 'eu-west-1' }),
    ['prod-eu/registry', 'prod-eu', 'production'],
  ],
  [
    'the stack, where several of its services list it',
    alarm(shared),
    [undefined, 'prod-us-east-1', 'production'],
  ],
  [
    'the one of several that its dimensions name',
    alarm(shared, { dimensions: inRegistry }),
    ['prod-us-east-1/registry', 'prod-us-east-1', 'production'],
  ],
  ['nothing, where services of two stacks list it', alarm('both-stacks'), [undefined, undefined, undefined]],
  [
    'the one of two stacks that its dimensions name',
    alarm('both-stacks', { dimensions: dimensions('staging-cluster', registry.ecsService) }),
    ['staging/registry', 'staging', 'staging'],
  ],
  [
    'the service of its dimensions, where none lists it',
    alarm('other', { dimensions: dimensions(registry.cluster, 'mcp-gateway-v2-auth') }),
    ['prod-us-east-1/auth', 'prod-us-east-1', 'production'],
  ],
  [
    'nothing of another account',
    alarm('cpu', { account: '999900001111', dimensions: inRegistry }),
    [undefined, undefined, undefined],
  ],
  [
    'the only stack of its account and region',
    alarm('database', { region: 'eu-west-1' }),
    [undefined, 'prod-eu', 'production'],
  ],
  ['nothing, where its place has two stacks', alarm('database'), [undefined, undefined, undefined]],
  [
    'an alert by its stack and service',
    alert({ stack: 'prod-us-east-1', service: 'auth' }),
    ['prod-us-east-1/auth', 'prod-us-east-1', 'production'],
  ],
  [
    'an alert by its namespace and deployment, under the name in ECS',
    alert({ namespace: 'staging', deployment: 'mcp-gateway-v2-registry' }),
    ['staging/registry', 'staging', 'staging'],
  ],
  [
    'an alert by the label made for it before all others',
    alert({ wheelhouse_stack: 'prod-eu', stack: 'staging', service: 'nobody' }),
    [undefined, 'prod-eu', 'production'],
  ],
  [
    'an alert by its job, where nothing better names a service',
    alert({ stack: 'prod-us-east-1', service: 'node-exporter', job: 'auth' }),
    ['prod-us-east-1/auth', 'prod-us-east-1', 'production'],
  ],
  [
    'the service of an alert, whatever scraped it',
    alert({ stack: 'prod-us-east-1', deployment: 'registry', job: 'auth' }),
    ['prod-us-east-1/registry', 'prod-us-east-1', 'production'],
  ],
  ['an alert by its stack alone', alert({ stack: 'staging' }), [undefined, 'staging', 'staging']],
  [
    'nothing by a service alone',
    alert({ service: 'auth', namespace: 'kube-system' }),
    [undefined, undefined, undefined],
  ],
  [
    'nothing by labels of a CloudWatch alarm',
    alarm('other', { labels: { stack: 'staging' } }),
    [undefined, undefined, undefined],
  ],
])('it tells of %s', (_, marks, expected) => {
  expect(seen(marks)).toEqual(expected);
});
