import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EcsSandbox, startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { type SecretsSandbox, startSecretsSandbox } from '../../../sandbox/secrets/sandbox.ts';
import { vaultOf } from '../../../sandbox/secrets/vault.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsServices } from '../../../src/aws/ecs/ecs-services.ts';
import { ecsTaskDefinitions } from '../../../src/aws/ecs/ecs-task-definitions.ts';
import { ecsTasks } from '../../../src/aws/ecs/ecs-tasks.ts';
import { awsSecretStore } from '../../../src/aws/secrets/secret-store.ts';
import { gatherEvidence } from '../../../src/handlers/command/gather-evidence.ts';
import { steadyReads } from '../../support/service-reads.ts';
import { registry } from '../../support/values.ts';
import { memoryHistory } from '../history/memory-history.ts';

const { account, region, cluster } = registry;
const MINUTE = 60_000;
const secret = (name: string): string => `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;

let ecs: EcsSandbox;
let secrets: SecretsSandbox;
let read: (service: string) => ReturnType<typeof gatherEvidence>;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const seed = (service: string, given: Readonly<Record<string, string>>) => ({
    region,
    cluster,
    service,
    container: 'registry',
    image: 'registry:v1',
    desired: 2,
    secrets: given,
  });
  ecs = await startEcsSandbox({
    account,
    services: [
      seed('shop', {
        DB_USERNAME: `${secret('shop/database')}:username::`,
        DB_PASSWORD: `${secret('shop/database')}:password::`,
        PINNED: `${secret('shop/pinned')}:::0123-4567`,
        HOST: '/shop/host',
      }),
      seed('other', { HOST: '/other/host' }),
      seed('many', Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`V${n}`, `/many/${n}`]))),
    ],
  });
  secrets = await startSecretsSandbox(vaultOf(ecs.world));
  const clients = ecsClients({ endpoint: ecs.url });
  const store = awsSecretStore({
    endpoints: { secrets: secrets.secretsManager.url, parameters: secrets.parameterStore.url },
  });
  const reads = steadyReads({
    tasks: ecsTasks(clients),
    taskDefinitions: ecsTaskDefinitions(clients),
    secrets: store,
  });
  const parts = {
    ecs: ecsServices(clients),
    reads,
    clock: { now: () => Date.now() },
    history: memoryHistory(),
  };
  read = (ecsService) => gatherEvidence(parts, { ...registry, ecsService });
});
afterAll(async () => {
  await secrets.stop();
  await ecs.stop();
});

const explained = async (service: string) => {
  const seen = await read(service);
  if (seen.kind !== 'explained') throw new Error(JSON.stringify(seen.fault));
  return seen;
};

describe('the explanation of a service that runs', () => {
  it('finds nothing while nothing was changed', async () => {
    expect(await explained('shop')).toMatchObject({ explanation: { kind: 'none' }, unread: [] });
  });

  it('names a parameter that somebody changed since, and a secret once for all its keys', async () => {
    secrets.vault.change('/shop/host', Date.now() - 2 * MINUTE);
    secrets.vault.change('shop/database', Date.now() - MINUTE);
    const { explanation } = await explained('shop');
    expect(explanation).toMatchObject({ kind: 'noted', cause: 'secrets-newer-than-tasks' });
    expect(explanation.evidence.map(({ shown }) => shown)).toEqual([
      'The secret shop/database (DB_USERNAME, DB_PASSWORD) was changed; 2 running tasks started before',
      'The parameter /shop/host (HOST) was changed; 2 running tasks started before',
    ]);
  });

  it('does not ask after a secret that is pinned to a version', async () => {
    secrets.vault.change('shop/pinned', Date.now());
    const { explanation } = await explained('shop');
    expect(JSON.stringify(explanation)).not.toContain('shop/pinned');
  });

  it('says once that it could not look', async () => {
    const back = secrets.parameterStore.faults.next(
      'GetParameters',
      { kind: 'deny' },
      Number.POSITIVE_INFINITY,
    );
    const { explanation, unread } = await explained('other');
    back();
    expect(explanation.kind).toBe('none');
    expect(unread).toEqual([
      "Its secrets weren't all looked at: AWS refused ssm:GetParameters: the role lacks `ssm:GetParameters`. Allow it and try again.",
    ]);
  });

  it('asks after 20 at most, and says that there are more', async () => {
    const before = secrets.parameterStore.record.length;
    const { unread } = await explained('many');
    expect(secrets.parameterStore.record.length - before).toBe(20);
    expect(unread).toEqual(["Its secrets weren't all looked at: there are 30, and only the first 20 were."]);
  });

  it('does without where AWS takes too long, and says so', async () => {
    const held = secrets.parameterStore.faults.hold('GetParameters', 'before');
    const { explanation, unread } = await explained('other');
    held.release();
    expect(explanation.kind).toBe('none');
    expect(unread).toEqual(["Its secrets weren't all looked at: AWS took longer than 5 s."]);
  });
});
