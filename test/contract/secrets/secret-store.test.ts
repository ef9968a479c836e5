import { describe, expect, it } from 'vitest';
import { startSecretsSandbox } from '../../../sandbox/secrets/sandbox.ts';
import { awsSecretStore } from '../../../src/aws/secrets/secret-store.ts';
import { fakeSecretStore } from './fake-secret-store.ts';
import { look, place, secretStoreContract, suiteAccount, suiteVault } from './secret-store.suite.ts';

const onHttp = async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const vault = suiteVault();
  const sandbox = await startSecretsSandbox(vault);
  const { secretsManager, parameterStore } = sandbox;
  const store = awsSecretStore({
    endpoints: { secrets: secretsManager.url, parameters: parameterStore.url },
    requestTimeoutMs: 2_000,
  });
  const stop = async () => {
    store.destroy();
    await sandbox.stop();
  };
  return { store, vault, secretsManager, parameterStore, stop };
};

describe('SecretStore through the AWS SDK, against Secrets Manager and a Parameter Store on HTTP', () => {
  secretStoreContract(onHttp);
});

describe('SecretStore on a vault in memory', () => {
  secretStoreContract(async () => {
    const vault = suiteVault();
    return { store: fakeSecretStore(vault), vault, stop: async () => undefined };
  });
});

describe('what leaves the adapter', () => {
  it('is no value, though the Parameter Store sends one', async () => {
    const { store, stop } = await onHttp();
    expect(JSON.stringify(await look(store, '/shop/host'))).not.toContain('a-value-of-the-sandbox');
    await stop();
  });

  it('asks nobody to decrypt', async () => {
    const { store, parameterStore, stop } = await onHttp();
    await look(store, 'plain');
    expect(parameterStore.record.map(({ input }) => input)).toEqual([
      { Names: ['plain'], WithDecryption: false },
    ]);
    await stop();
  });
});

describe('when AWS refuses', () => {
  const secret = `arn:aws:secretsmanager:us-east-1:${suiteAccount}:secret:shop/database-AbCdEf`;

  it('a missing permission is named as IAM names it', async () => {
    const { store, secretsManager, parameterStore, stop } = await onHttp();
    secretsManager.faults.next('DescribeSecret', { kind: 'deny' });
    parameterStore.faults.next('GetParameters', { kind: 'deny' });
    expect(await look(store, secret)).toMatchObject({
      fault: { kind: 'denied', action: 'secretsmanager:DescribeSecret' },
    });
    expect(await look(store, '/shop/host')).toMatchObject({
      fault: { kind: 'denied', action: 'ssm:GetParameters' },
    });
    await stop();
  });

  it('no clear answer is told as such, after three tries', async () => {
    const { store, secretsManager, stop } = await onHttp();
    secretsManager.faults.next(
      'DescribeSecret',
      { kind: 'status', status: 500, when: 'before' },
      Number.POSITIVE_INFINITY,
    );
    expect(await look(store, secret)).toMatchObject({ fault: { kind: 'unanswered' } });
    expect(secretsManager.record).toHaveLength(3);
    await stop();
  });

  it('an id that Secrets Manager does not take is invalid, not absent', async () => {
    const { store, stop } = await onHttp();
    const source = { kind: 'secret', id: 'no name', region: 'us-east-1', follows: 'its-changes' } as const;
    expect(await store.look(place, source)).toMatchObject({ fault: { kind: 'invalid' } });
    await stop();
  });
});
