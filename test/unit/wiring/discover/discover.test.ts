import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeFaults, parseConfigFile } from '../../../../src/config/load.ts';
import { stackYaml } from '../../../../src/config/stack-yaml.ts';
import type { EcsInventory, FoundService } from '../../../../src/domain/ports/ecs-inventory.ts';
import { ok } from '../../../../src/domain/result.ts';
import { whereToPut } from '../../../../src/wiring/discover/command.ts';
import { discover } from '../../../../src/wiring/discover/discover.ts';
import { type DiscoverRequest, discoverRequest } from '../../../../src/wiring/discover/request.ts';

const BEGINNING = 'version: 1\nslack:\n  team: T0TEST\n';

/** An account that has these services. */
const inventory = (all: readonly FoundService[]): EcsInventory => ({
  clusters: async () => ok([...new Set(all.map(({ cluster }) => cluster))]),
  serviceNames: async (_, cluster) =>
    ok(all.filter((one) => one.cluster === cluster).map(({ name }) => name)),
  services: async (_, cluster, names) =>
    ok(all.filter((one) => one.cluster === cluster && names.includes(one.name))),
});

function request(...more: string[]): DiscoverRequest {
  const read = discoverRequest(['--cluster', 'main', '--region', 'eu-west-1', ...more]);
  if (!read.ok) throw new Error(read.fault);
  return read.value;
}

const aService = (more: Partial<FoundService> = {}): FoundService => ({
  account: '012345678901',
  cluster: 'main',
  name: 'shop-web',
  controller: 'ECS',
  balanced: [],
  containers: [{ name: 'app', essential: true, logGroup: '/ecs/shop/web' }],
  ...more,
});

async function yamlOf(services: readonly FoundService[], wanted = request(), said: string[] = []) {
  const draft = await discover(inventory(services), wanted, (line) => said.push(line));
  if (!draft.ok) throw new Error(draft.fault);
  return stackYaml(draft.value);
}

/** What Wheelhouse makes of it, once the file's beginning stands above. */
function understood(yaml: string) {
  const parsed = parseConfigFile(`${BEGINNING}${yaml}`, 'wheelhouse.yaml');
  if (!parsed.ok) throw new Error(`${describeFaults(parsed.fault)}\n${yaml}`);
  return parsed.value;
}

describe('what is found in ECS', () => {
  test('is a stack that Wheelhouse reads, and nobody may start anything in it yet', async () => {
    const role = 'arn:aws:iam::012345678901:role/wheelhouse';
    const services = [aService(), aService({ name: 'shop-api' })];
    const { catalog, access } = understood(await yamlOf(services, request('--role', role)));
    expect(access.mode).toBe('read-only');
    expect(catalog.services).toEqual(
      ['web', 'api'].map((name) => ({
        platform: 'ecs',
        stack: 'prod-eu-west-1',
        service: name,
        environment: 'production',
        account: '012345678901',
        role,
        region: 'eu-west-1',
        cluster: 'main',
        ecsService: `shop-${name}`,
        container: 'app',
        logGroup: '/ecs/shop/web',
        alarms: [],
      })),
    );
  });

  test('names the ECR repository of the running image, and whose it is where it is not of the stack', async () => {
    const image = (uri: string) => ({ containers: [{ name: 'app', essential: true, image: uri }] });
    const { catalog } = understood(
      await yamlOf([
        aService(image('012345678901.dkr.ecr.eu-west-1.amazonaws.com/shop/web:latest')),
        aService({
          name: 'shop-api',
          ...image(`999988887777.dkr.ecr.us-east-1.amazonaws.com/api@sha256:${'a'.repeat(64)}`),
        }),
        aService({ name: 'shop-db', ...image('docker.io/library/postgres:18') }),
      ]),
    );
    expect(catalog.services.map(({ repository }) => repository)).toEqual([
      { account: '012345678901', region: 'eu-west-1', name: 'shop/web' },
      { account: '999988887777', region: 'us-east-1', name: 'api' },
      undefined,
    ]);
  });

  test('comes with what a reader must know about it', async () => {
    const shipper = { name: 'log-shipper', essential: false };
    const yaml = await yamlOf([
      aService({ containers: [shipper, { name: 'app', essential: true }] }),
      aService({ name: 'shop-api', controller: 'CODE_DEPLOY' }),
    ]);
    expect(yaml).toContain('# Its other containers: log-shipper.\n');
    expect(yaml).toContain('# Its log group is a guess');
    expect(yaml).toContain('log-group: /ecs/shop-web\n');
    expect(yaml).toContain('# Deployed by CODE_DEPLOY: Wheelhouse only shows it.\n');
    expect(yaml).toContain('taken for production, since nobody said');
    expect(await yamlOf([aService()], request('--environment', 'staging'))).not.toContain('taken for');
  });

  test('leaves out what has no containers, and says so', async () => {
    const said: string[] = [];
    const yaml = await yamlOf([aService(), aService({ name: 'shop-old', containers: [] })], request(), said);
    expect(said).toContain('  left out: shop-old, which has no task definition');
    expect(yaml).not.toContain('shop-old');
    understood(yaml);
  });

  test('is told batch by batch', async () => {
    const said: string[] = [];
    await yamlOf(
      Array.from({ length: 23 }, (_, n) => aService({ name: `shop-${n}` })),
      request(),
      said,
    );
    expect(said).toEqual([
      'Reading cluster main in eu-west-1.',
      '  10 of 23 services read',
      '  20 of 23 services read',
      '  23 of 23 services read',
    ]);
  });

  test('is nothing to write down, where a cluster is empty', async () => {
    expect(await discover(inventory([]), request(), () => undefined)).toEqual({
      ok: false,
      fault: 'main: there are no services to write down.',
    });
  });

  test('is valid whatever it is called', async () => {
    // The characters that ECS and CloudWatch take, and words that YAML reads as something else than text.
    const odd = fc.constantFrom(
      'null',
      'true',
      'no',
      '1e3',
      '0x1f',
      '007',
      '__proto__',
      'constructor',
      '-',
      '---a',
      '_',
    );
    const name = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), odd);
    const logGroup = fc.oneof(fc.stringMatching(/^[\w./#-]{1,20}$/), odd, fc.constant('not a log group: #'));
    const container = fc.record({ name, essential: fc.boolean(), logGroup });
    const service = fc.record({
      account: fc.constant('012345678901'),
      cluster: fc.constantFrom('main', 'No', '123'),
      name,
      controller: fc.constantFrom('ECS' as const, 'EXTERNAL' as const),
      balanced: fc.array(name, { maxLength: 2 }),
      containers: fc.array(container, { minLength: 1, maxLength: 3 }),
    });
    const some = fc.uniqueArray(service, { selector: (s) => `${s.cluster}/${s.name}`, minLength: 1 });
    const wanted = request('--cluster', 'No', '--cluster', '123');
    await fc.assert(
      fc.asyncProperty(some, async (services) => {
        const { catalog } = understood(await yamlOf(services, wanted));
        const places = (all: readonly { cluster: string; name: string }[]) =>
          all.map((one) => `${one.cluster}/${one.name}`).sort();
        expect(places(catalog.services.map((one) => ({ ...one, name: one.ecsService })))).toEqual(
          places(services),
        );
      }),
    );
  });
});

describe('where it belongs', () => {
  const wanted = request();

  test('is below the beginning of a file that is yet to be made', () => {
    for (const text of [undefined, '', ' \n'])
      expect(whereToPut(wanted, 'wheelhouse.yaml', text)).toContain('There is no wheelhouse.yaml yet');
  });

  test('is the end of a file that only has its beginning', () => {
    expect(whereToPut(wanted, 'ops.yaml', BEGINNING)).toBe(
      'Put these lines at the end of ops.yaml, then check it: wheelhouse check-config ops.yaml',
    );
  });

  test('is in the sections of the file that there is', async () => {
    const text = `${BEGINNING}${await yamlOf([aService()], request('--stack', 'other', '--system', 'shop'))}`;
    expect(whereToPut(wanted, 'ops.yaml', text)).toBe(
      'Put these lines under "systems:" and "stacks:" of ops.yaml, then check it: wheelhouse check-config ops.yaml',
    );
  });

  test('has names that are taken already', async () => {
    const text = `${BEGINNING}${await yamlOf([aService()])}`;
    expect(whereToPut(wanted, 'ops.yaml', text)).toContain(
      'It has a system main (--system NAME) and a stack prod-eu-west-1 (--stack NAME) already',
    );
  });
});
