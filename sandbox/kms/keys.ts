import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';

/** Key specs that this KMS knows (KMS API, KeySpec). */
export type KeySpec = 'ECC_NIST_P256' | 'ECC_NIST_P384' | 'RSA_2048' | 'SYMMETRIC_DEFAULT';

/** What an asymmetric key is made of. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A key of the account. */
export interface KmsKeyState {
  readonly arn: string;
  readonly spec: KeySpec;
  readonly usage: 'SIGN_VERIFY' | 'ENCRYPT_DECRYPT' | 'KEY_AGREEMENT';
  /** Absent: symmetric. */
  readonly pair: KeyPair | undefined;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  /** Which actions the key's policy and IAM allow to whom, by access keys. Who isn't named may do everything. */
  readonly allowed: Map<string, readonly string[]>;
}

const pairOf = (spec: KeySpec): KeyPair | undefined => {
  switch (spec) {
    case 'ECC_NIST_P256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'ECC_NIST_P384':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' });
    case 'RSA_2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'SYMMETRIC_DEFAULT':
      return undefined;
  }
};

/** The keys of an account in all regions. */
export class KmsKeys {
  readonly account: string;
  readonly #keys = new Map<string, KmsKeyState>();

  constructor(account: string) {
    this.account = account;
  }

  /** Makes a key, as somebody with kms:CreateKey does. */
  make(
    region: string,
    spec: KeySpec = 'ECC_NIST_P256',
    usage: KmsKeyState['usage'] = 'SIGN_VERIFY',
  ): KmsKeyState {
    const arn = `arn:aws:kms:${region}:${this.account}:key/${randomUUID()}`;
    const key: KmsKeyState = { arn, spec, usage, pair: pairOf(spec), state: 'Enabled', allowed: new Map() };
    this.#keys.set(arn, key);
    return key;
  }

  /** By its ARN or id, in a region. */
  find(region: string, id: string): KmsKeyState | undefined {
    const arn = id.startsWith('arn:') ? id : `arn:aws:kms:${region}:${this.account}:key/${id}`;
    return arn.split(':')[3] === region ? this.#keys.get(arn) : undefined;
  }
}
