import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EcsSandbox, startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import { mainFile } from '../../../sandbox/processes/main-file.ts';
import { parseConfigFile } from '../../../src/config/load.ts';

const ACCOUNT = '111122223333';
const GATEWAY = 'mcp-gateway-ecs-cluster';
const BEGINNING = 'version: 1\nslack:\n  team: T0TEST\n';

const seed = (cluster: string, service: string, logGroup = `/ecs/${service}`): ServiceSeed => ({
  region: 'us-east-1',
  cluster,
  service,
  container: 'main',
  image: 'image:latest',
  desired: 0,
  logGroup,
});

let ecs: EcsSandbox;
let home: string;

beforeAll(async () => {
  ecs = await startEcsSandbox({
    account: ACCOUNT,
    services: [
      seed(GATEWAY, 'mcp-gateway-v2-registry'),
      seed(GATEWAY, 'mcp-gateway-v2-auth', '/ecs/mcp-gateway-v2-auth-server'),
      seed('keycloak', 'keycloak'),
      // More than one page of ListServices holds, which is 100 at most.
      ...Array.from({ length: 105 }, (_, n) => seed('large', `shop-${n}`)),
    ],
  });
  home = await mkdtemp(join(tmpdir(), 'wheelhouse-discover-'));
});
beforeEach(() => ecs.faults.clear());
afterAll(async () => {
  await ecs.stop();
  await rm(home, { recursive: true });
});

interface Told {
  readonly code: number;
  readonly yaml: string;
  readonly said: string;
}

/** What a person gets who types it in an empty folder, with an identity of their own unless told otherwise. */
function wheelhouse(words: string, env: Readonly<Record<string, string>> = {}): Promise<Told> {
  const identity = { AWS_ACCESS_KEY_ID: 'AKIDOPERATOR', AWS_SECRET_ACCESS_KEY: 'secret-of-theirs' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [mainFile(), ...words.split(' ')],
      {
        cwd: home,
        env: {
          PATH: process.env['PATH'],
          HOME: home,
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_ENDPOINT_URL: ecs.url,
          ...identity,
          ...env,
        },
      },
      (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), yaml: stdout, said: stderr });
      },
    );
  });
}

const discover = (words: string, env?: Readonly<Record<string, string>>) =>
  wheelhouse(`discover --region us-east-1 ${words}`, env);

describe('wheelhouse discover', () => {
  test('prints a stack on stdout and how it goes on stderr; the file that holds it is fine', async () => {
    const { code, yaml, said } = await discover(`--cluster ${GATEWAY} --cluster keycloak`);
    expect([code, said]).toEqual([0, expect.stringContaining('There is no wheelhouse.yaml yet')]);
    const read = parseConfigFile(`${BEGINNING}${yaml}`, 'wheelhouse.yaml');
    expect(
      read.ok && read.value.catalog.services.map((one) => `${one.stack}/${one.service} ${one.logGroup}`),
    ).toEqual([
      'prod-us-east-1/auth /ecs/mcp-gateway-v2-auth-server',
      'prod-us-east-1/registry /ecs/mcp-gateway-v2-registry',
      'prod-us-east-1/keycloak /ecs/keycloak',
    ]);
    const file = join(home, 'checked.yaml');
    await writeFile(file, `${BEGINNING}${yaml}`);
    expect((await wheelhouse(`check-config ${file}`)).yaml).toBe(
      `${file} is fine: 3 services.\nmode read-only: it answers, and changes nothing, whoever asks\n`,
    );
  });

  test('reads every page, and calls nothing that changes anything', async () => {
    const { yaml } = await discover('--cluster large');
    expect(yaml.match(/^ {8}service: shop-/gm)).toHaveLength(105);
    expect([...new Set(ecs.record.map(({ call }) => call))].sort()).toEqual([
      'DescribeServices',
      'DescribeTaskDefinition',
      'ListServices',
    ]);
  });

  test.each([
    ['a misspelled cluster', '--cluster mcp-gateway-ecs-clutser', `Did you mean ${GATEWAY}?`],
    ['another cluster', '--cluster shop', `There are: keycloak, large, ${GATEWAY}.`],
    ['another region', '--cluster shop --region eu-west-1', 'There is none at all for this identity'],
  ])('names what there is, of %s', async (_, words, sentence) => {
    const { code, yaml, said } = await discover(words);
    expect([code, yaml, said]).toEqual([1, '', expect.stringContaining(sentence)]);
  });

  test.each(['ListServices', 'DescribeServices', 'DescribeTaskDefinition'])(
    'names the IAM action where %s is denied',
    async (call) => {
      ecs.faults.next(call, { kind: 'deny' }, Number.POSITIVE_INFINITY);
      const { code, yaml, said } = await discover('--cluster keycloak');
      expect([code, yaml]).toEqual([1, '']);
      expect(said).toContain(`allow it the IAM action ecs:${call}, or choose another one with --profile`);
    },
  );

  test('says so where the clusters may not be listed either', async () => {
    ecs.faults.next('ListClusters', { kind: 'deny' });
    expect((await discover('--cluster shop')).said).toContain('no cluster shop in us-east-1. Check its name');
  });

  test('tells a person without credentials to log in, or of a profile that is missing', async () => {
    const nobody = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const { code, said } = await discover('--cluster keycloak', nobody);
    expect([code, said]).toEqual([1, expect.stringContaining('Log in, such as with "aws sso login"')]);
    expect(said).toContain('No AWS credentials');
    expect((await discover('--cluster keycloak --profile ops')).said).toContain(
      'Is there a profile ops in your AWS configuration',
    );
  });

  test('reads as the profile that is named', async () => {
    const config = join(home, 'aws-config');
    await writeFile(config, '[profile ops]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = s\n');
    const { code } = await discover('--cluster keycloak --profile ops', { AWS_CONFIG_FILE: config });
    expect(code).toBe(0);
  });

  test("refuses an address that is neither AWS's nor on this machine, before it calls anything", async () => {
    const { code, said } = await discover('--cluster keycloak', { AWS_ENDPOINT_URL: 'http://ecs.example' });
    expect([code, said]).toEqual([2, expect.stringContaining('environment AWS_ENDPOINT_URL: is neither')]);
    expect(said).not.toContain('Reading');
  });
});
