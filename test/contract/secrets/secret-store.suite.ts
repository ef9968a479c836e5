import { afterAll, beforeAll, expect, it } from 'vitest';
import { Vault } from '../../../sandbox/secrets/vault.ts';
import type { SecretPlace, SecretStore } from '../../../src/domain/ports/secret-store.ts';
import { secretSource } from '../../../src/domain/task-definition/secret-source.ts';

/** An implementation of the port on a vault. */
export interface SecretStoreUnderTest {
  readonly store: SecretStore;
  readonly vault: Vault;
  stop(): Promise<void>;
}

export const suiteAccount = '123456789012';
export const place: SecretPlace = { account: suiteAccount, region: 'us-east-1' };
const MADE = Date.UTC(2026, 7, 1, 12, 0, 0);
const arn = (name: string, region = 'us-east-1'): string =>
  `arn:aws:secretsmanager:${region}:${suiteAccount}:secret:${name}-AbCdEf`;

/** The vault that the suite needs. */
export function suiteVault(): Vault {
  const vault = new Vault(suiteAccount);
  for (const name of ['shop/database', 'leaving', 'turned']) vault.addSecret(arn(name), MADE);
  vault.addSecret(arn('elsewhere', 'eu-west-1'), MADE);
  vault.addParameter('us-east-1', '/shop/host', MADE, 'String');
  vault.addParameter('us-east-1', 'plain', MADE);
  vault.addParameter('eu-west-1', '/shop/far', MADE);
  return vault;
}

/** Looks up what a task definition writes. */
export const look = (store: SecretStore, valueFrom: string) => {
  const source = secretSource(valueFrom);
  if (source.kind === 'unknown') throw new Error(`${valueFrom} is neither a secret nor a parameter`);
  return store.look(place, source);
};

/** What every implementation of SecretStore does. */
export const secretStoreContract = (make: () => Promise<SecretStoreUnderTest>): void => {
  let on: SecretStoreUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());

  it.each([
    ['a secret by its ARN', arn('shop/database')],
    ['a secret with a JSON key', `${arn('shop/database')}:password::`],
    ['a secret with a version stage', `${arn('shop/database')}:password:AWSPREVIOUS:`],
    ['a secret without the six characters', arn('shop/database').slice(0, -'-AbCdEf'.length)],
    ['a secret of another region', arn('elsewhere', 'eu-west-1')],
    ['a parameter by its name', '/shop/host'],
    ['a parameter without a path', 'plain'],
    ['a parameter by its ARN', `arn:aws:ssm:us-east-1:${suiteAccount}:parameter/shop/host`],
    ['a parameter of another region', `arn:aws:ssm:eu-west-1:${suiteAccount}:parameter/shop/far`],
  ])('finds %s', async (_name, valueFrom) => {
    expect(await look(on.store, valueFrom)).toEqual({
      ok: true,
      value: { kind: 'there', lastChanged: MADE },
    });
  });

  it.each([
    ['a secret', arn('nothing')],
    ['a secret of another region', arn('shop/database', 'eu-west-1')],
    ['a parameter', '/shop/nothing'],
    ['a parameter of another region', '/shop/far'],
  ])('says of %s that it is not there', async (_name, valueFrom) => {
    expect(await look(on.store, valueFrom)).toEqual({ ok: true, value: { kind: 'absent', why: 'unknown' } });
  });

  it('takes a secret that waits to be deleted for absent, and says so', async () => {
    on.vault.remove('leaving', MADE + 1000);
    expect(await look(on.store, arn('leaving'))).toEqual({
      ok: true,
      value: { kind: 'absent', why: 'being-deleted' },
    });
  });

  it('says when something was last changed', async () => {
    on.vault.change('turned', MADE + 60_000);
    on.vault.change('plain', MADE + 90_000);
    expect(await look(on.store, arn('turned'))).toMatchObject({ value: { lastChanged: MADE + 60_000 } });
    expect(await look(on.store, 'plain')).toMatchObject({ value: { lastChanged: MADE + 90_000 } });
    on.vault.change('plain', MADE);
  });
};
