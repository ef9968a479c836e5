import { describe, expect, test } from 'vitest';
import { parseConfigFile } from '../../../src/config/load.ts';
import { changed, faultsOf, VALID } from './files.ts';

describe('a valid file', () => {
  const parsed = parseConfigFile(VALID, 'wheelhouse.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  const config = parsed.value;

  test('gives who may start, and where keys are kept', () => {
    expect(config.slack).toEqual({ team: 'T0TEST' });
    expect(config.access).toEqual({
      team: 'T0TEST',
      mode: 'operate',
      roles: [{ name: 'may-start', takes: 'either', groups: [], users: ['U0ONE', 'W0TWO'] }],
      rules: [{ role: 'may-start', may: 'everything', where: { kind: 'everywhere' } }],
      approvals: [],
      reviews: [],
      people: [],
    });
    expect(config.redis).toEqual({ keyspace: 'ops-2' });
  });

  test("resolves each stack's services with its account, role and region", () => {
    expect(config.catalog.services.map(({ stack, service }) => `${stack}/${service}`)).toEqual([
      'prod/web',
      'prod/api',
      'stage/web',
      'stage/api',
    ]);
    expect(config.catalog.services[1]).toEqual({
      platform: 'ecs',
      stack: 'prod',
      service: 'api',
      environment: 'production',
      account: '012345678901',
      role: 'arn:aws:iam::012345678901:role/ops/wheelhouse',
      region: 'eu-central-1',
      cluster: 'main',
      ecsService: 'shop-api',
      container: 'api',
      logGroup: '/ecs/shop/api',
      alarms: [],
    });
    expect(config.catalog.services[2]).toMatchObject({ region: 'us-gov-west-1', account: '111122223333' });
    expect(config.catalog.services[2]).not.toHaveProperty('role');
    expect([...config.catalog.channelStacks]).toEqual([['C0PROD', 'prod']]);
  });

  test('names the services that Wheelhouse runs as, by what they are in AWS', () => {
    const own = `own:
  - { account: "012345678901", region: eu-central-1, cluster: main, service: shop-api }
`;
    const read = parseConfigFile(VALID + own, 'wheelhouse.yaml');
    expect(read.ok && read.value.catalog.own).toEqual(['service/012345678901/eu-central-1/main/shop-api']);
    expect(faultsOf(`${VALID}own: [{ account: 12345678901, region: here, cluster: main }]\n`)).toEqual([
      expect.stringContaining('own[0].service: is missing'),
      expect.stringContaining('own[0].account: is a number to YAML'),
      expect.stringContaining("own[0].region: isn't valid"),
    ]);
  });

  test("gives each service its stack's changes channel, where there is one", () => {
    const text = changed(
      '    region: eu-central-1',
      '    region: eu-central-1\n    changes-channel: C0CHANGES',
    );
    const read = parseConfigFile(text, 'wheelhouse.yaml');
    expect(read.ok && read.value.catalog.services.map((service) => service.changesChannel)).toEqual([
      'C0CHANGES',
      'C0CHANGES',
      undefined,
      undefined,
    ]);
    expect(faultsOf(changed('C0CHANGES', '"#changes"', text))).toEqual([
      "wheelhouse.yaml:31:5 stacks.prod.changes-channel: isn't valid: write a Slack channel's id, such as C0CHANGES (the channel's details, at the bottom)",
    ]);
  });

  test("gives each service its ECR repository: the stack's account and region, unless others are written", () => {
    const line = '        log-group: /ecs/shop/api';
    const at = (image: string) =>
      parseConfigFile(changed(line, `${line}\n        image: { ${image} }`), 'wheelhouse.yaml');
    const own = at('repository: shop/api');
    expect(own.ok && own.value.catalog.services.map(({ repository }) => repository)).toEqual([
      undefined,
      { account: '012345678901', region: 'eu-central-1', name: 'shop/api' },
      undefined,
      { account: '111122223333', region: 'us-gov-west-1', name: 'shop/api' },
    ]);
    const shared = at('repository: api, account: "999988887777", region: eu-west-1');
    expect(shared.ok && shared.value.catalog.services[1]?.repository).toEqual({
      account: '999988887777',
      region: 'eu-west-1',
      name: 'api',
    });
    const uri = at('repository: 012345678901.dkr.ecr.eu-central-1.amazonaws.com/api:latest');
    expect(uri.ok ? [] : uri.fault.map(({ message }) => message)).toEqual([
      "isn't valid: write the name of the ECR repository, not its URI",
    ]);
  });

  test('gives each service the alarms that it lists, in every stack', () => {
    const line = '        log-group: /ecs/shop/api';
    const at = (alarms: string) => changed(line, `${line}\n        alarms: ${alarms}`);
    const read = parseConfigFile(at('[api-cpu-high, "API: errors"]'), 'wheelhouse.yaml');
    expect(read.ok && read.value.catalog.services.map(({ alarms }) => alarms)).toEqual([
      [],
      ['api-cpu-high', 'API: errors'],
      [],
      ['api-cpu-high', 'API: errors'],
    ]);
    expect(faultsOf(at('[api-cpu, api-cpu]'))).toEqual([
      'wheelhouse.yaml:23:27 systems.shop.services.api.alarms[1]: is listed already: remove one of the two',
    ]);
    expect(faultsOf(at('["arn:aws:cloudwatch:eu-central-1:012345678901:alarm:api-cpu"]'))).toEqual([
      "wheelhouse.yaml:23:18 systems.shop.services.api.alarms[0]: isn't valid: write the name of the CloudWatch alarm, not its ARN",
    ]);
  });

  test('gives a service the health endpoint that its stack names, also a private one', () => {
    const line = '    region: eu-central-1';
    const at = (health: string) => changed(line, `${line}\n    health:\n      ${health}`);
    const read = parseConfigFile(at('api: http://api.shop.internal:8080/health'), 'wheelhouse.yaml');
    expect(read.ok && read.value.catalog.services.map(({ health }) => health)).toEqual([
      undefined,
      'http://api.shop.internal:8080/health',
      undefined,
      undefined,
    ]);
    expect(faultsOf(at('apo: https://api.shop.internal/health'))).toEqual([
      'wheelhouse.yaml:32:7 stacks.prod.health.apo: there is no such service: did you mean api?',
    ]);
    for (const wrong of ['ftp://api/health', 'api/health', 'https://user:word@api/health', '8080'])
      expect(faultsOf(at(`api: ${wrong}`))).toEqual([
        "wheelhouse.yaml:32:7 stacks.prod.health.api: isn't valid: write an address that begins with https:// or http://, without a name or password in it",
      ]);
  });

  test('takes the given limits, and the defaults for the rest', () => {
    expect(config.limits).toMatchObject({ rolloutEvery: 20_000, drain: 5000, retention: 90 * 86_400_000 });
  });

  test("can't be changed any more", () => {
    const unfrozen: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) unfrozen.push(path);
      for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
    };
    look(config, 'config');
    expect(unfrozen).toEqual([]);
    const stacks = config.catalog.channelStacks;
    if (!(stacks instanceof Map)) throw new Error('not a map');
    expect(() => stacks.set('C0NEW', 'prod')).toThrow('frozen');
    expect(() => stacks.delete('C0PROD')).toThrow('frozen');
    expect(() => stacks.clear()).toThrow('frozen');
    expect(stacks.size).toBe(1);
  });

  test('may leave out what is optional, or leave it empty: then nobody may start anything', () => {
    const small = VALID.slice(0, VALID.indexOf('access:')) + VALID.slice(VALID.indexOf('systems:'));
    for (const text of [small, `${small}access:\nchannels:\nredis:\n`]) {
      const read = parseConfigFile(text, 'wheelhouse.yaml');
      expect(read.ok && [read.value.access.roles, read.value.access.rules]).toEqual([[], []]);
      expect(read.ok && read.value.redis.keyspace).toBe('wheelhouse');
    }
  });
});
