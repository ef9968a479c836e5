import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { mayDo } from '../../../src/domain/guard/may-do.ts';
import { Permission } from '../../../src/domain/guard/permission.ts';
import { standingOf } from '../../../src/domain/guard/standing.ts';
import { resolve } from '../../../src/domain/target/catalog.ts';
import { EXAMPLE, faultsOf, SIGNED_ENVIRONMENT } from './files.ts';

const loaded = loadConfig(
  { ...SIGNED_ENVIRONMENT, WHEELHOUSE_CONFIG: 'wheelhouse.example.yaml' },
  () => EXAMPLE,
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.fault));
const { access, catalog, limits } = loaded.value;

test('lets one person of one workspace do everything, and a group what it may do in staging', () => {
  expect(access).toMatchObject({ team: 'T0WHEEL01', mode: 'operate' });
  const wish = { permission: 'deploy', place: { kind: 'environment', environment: 'staging' } } as const;
  const inProduction = { ...wish, place: { kind: 'environment', environment: 'production' } } as const;
  const who = (user: string, groups: readonly string[] = []) =>
    standingOf(access, { kind: 'slack', team: 'T0WHEEL01', user }, (group) =>
      groups.includes(group) ? 'in' : 'out',
    );
  expect(mayDo(access, who('U0OPERATOR'), inProduction).kind).toBe('yes');
  expect(mayDo(access, who('U0STAGING', ['S0STAGING']), wish).kind).toBe('yes');
  expect(mayDo(access, who('U0STAGING', ['S0STAGING']), inProduction).kind).toBe('no');
  expect(mayDo(access, who('U0NEWUSER'), wish).kind).toBe('no');
});

test('has windows to take the # away from, which are as they should be', () => {
  const [, rest = ''] = EXAMPLE.split('# windows:\n');
  const [section = ''] = rest.split('\n\n');
  const windows = `windows:\n${section.replaceAll(/^# /gm, '')}\n`;
  expect(faultsOf(`${EXAMPLE}${windows}`)).toEqual([]);
  expect(windows.match(/name:/g)).toHaveLength(2);
});

test('names every permission that there is', () => {
  expect(Permission.options.filter((name) => !EXAMPLE.includes(name))).toEqual([]);
});

test('has the registry in production and staging, in two regions each, with a role in each account', () => {
  const where = catalog.services.map(({ stack, environment, account, region }) =>
    [stack, environment, account, region].join(' '),
  );
  expect([...new Set(where)]).toEqual([
    'prod-us-east-1 production 111122223333 us-east-1',
    'prod-us-west-2 production 111122223333 us-west-2',
    'staging-us-east-1 staging 444455556666 us-east-1',
    'staging-us-west-2 staging 444455556666 us-west-2',
  ]);
  for (const { account, role } of catalog.services)
    expect(role).toBe(`arn:aws:iam::${account}:role/wheelhouse`);
});

test('has the real names, where the short name misleads too', () => {
  const gateway = 'mcp-gateway-ecs-cluster/mcp-gateway-v2';
  for (const stack of new Set(catalog.services.map((s) => s.stack))) {
    const names = catalog.services
      .filter((s) => s.stack === stack)
      .map((s) => `${s.service}: ${s.cluster}/${s.ecsService} ${s.container} ${s.logGroup}`);
    expect(names).toEqual([
      `registry: ${gateway}-registry registry /ecs/mcp-gateway-v2-registry`,
      `auth: ${gateway}-auth auth-server /ecs/mcp-gateway-v2-auth-server`,
      `mcpgw: ${gateway}-mcpgw mcpgw-server /ecs/mcp-gateway-v2-mcpgw`,
      `currenttime: ${gateway}-currenttime currenttime-server /ecs/mcp-gateway-v2-currenttime`,
      `realserverfaketools: ${gateway}-realserverfaketools realserverfaketools-server /ecs/mcp-gateway-v2-realserverfaketools`,
      `flight-booking-agent: ${gateway}-flight-booking-agent flight-booking-agent /ecs/mcp-gateway-v2-flight-booking-agent`,
      `travel-assistant-agent: ${gateway}-travel-assistant-agent travel-assistant-agent /ecs/mcp-gateway-v2-travel-assistant-agent`,
      'keycloak: keycloak/keycloak keycloak /ecs/keycloak',
    ]);
  }
});

test('has the real repositories, which are called otherwise than the services', () => {
  const here = catalog.services.filter((s) => s.stack === 'staging-us-west-2');
  expect(here.map(({ repository }) => repository?.name)).toEqual([
    'mcp-gateway-registry',
    'mcp-gateway-auth-server',
    'mcp-gateway-mcpgw',
    'mcp-gateway-currenttime',
    'mcp-gateway-realserverfaketools',
    'mcp-gateway-flight-booking-agent',
    'mcp-gateway-travel-assistant-agent',
    'keycloak',
  ]);
  for (const { repository } of here)
    expect(repository).toMatchObject({ account: '444455556666', region: 'us-west-2' });
});

test('means the stack of the channel by a bare name', () => {
  const stackOf = (channel: string) => {
    const found = resolve(catalog, channel, 'registry');
    return found.kind === 'found' ? found.service.stack : found.kind;
  };
  expect(stackOf('C0OPSPROD')).toBe('prod-us-east-1');
  expect(stackOf('C0OPSSTAG')).toBe('staging-us-east-1');
  expect(stackOf('C0ELSEWHERE')).toBe('ambiguous');
});

test('says the defaults: with every comment sign taken away, the limits stay as they are', () => {
  const at = EXAMPLE.indexOf('# limits:');
  const written = EXAMPLE.slice(at).replaceAll(/^# /gm, '');
  const file = EXAMPLE.slice(0, at) + written;
  expect(faultsOf(file)).toEqual([]);
  const again = loadConfig(SIGNED_ENVIRONMENT, () => file);
  expect(again.ok && again.value.limits).toEqual(limits);
  expect(written.match(/^ {2}[a-z-]+:/gm)).toHaveLength(Object.keys(limits).length);
});

test('shows a keyspace that works', () => {
  const file = EXAMPLE.replace(/# redis:\n#( {3}#.*\n)#( {3}keyspace)/, 'redis:\n$1 $2');
  expect(file).toMatch(/^redis:\n.*\n {4}keyspace: wheelhouse/m);
  expect(faultsOf(file)).toEqual([]);
});
