import { KMSClient } from '@aws-sdk/client-kms';
import { type DurationMs, seconds } from '../../domain/clock.ts';
import type { Signer, Verifier } from '../../domain/ports/signing.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';
import { type KmsKey, kmsKey } from './kms-key.ts';
import { kmsSigner } from './kms-signer.ts';
import { kmsVerifier } from './kms-verifier.ts';
import { publicKeys } from './public-keys.ts';

/** The keys, by their ARNs, and how long somebody waits for a signature. */
export interface KmsSigningOptions extends ClientOptions {
  readonly key: string;
  /** Further keys whose signatures count. */
  readonly alsoTrust?: readonly string[];
  /** For all attempts at one signature together; 10 s unless told. */
  readonly signWithin?: DurationMs;
}

/** Both sides of a key in KMS, and how to close their connections. Whether one may sign, KMS decides. */
export interface KmsSigning {
  readonly signer: Signer;
  readonly verifier: Verifier;
  destroy(): void;
}

/**
 * Signing by AWS KMS, with the process's own identity. Permissions: kms:Sign for who signs; kms:GetPublicKey for who
 * verifies (Service Authorization Reference, AWS KMS). The key's spec is ECC_NIST_P256, its usage SIGN_VERIFY.
 */
export function kmsSigning({
  key,
  alsoTrust = [],
  signWithin = seconds(10),
  ...options
}: KmsSigningOptions): KmsSigning {
  const clients = keptClients((settings) => new KMSClient(settings), options);
  // A signature changes nothing, so one that wasn't answered is asked for again: as a read is.
  const clientOf = ({ region }: KmsKey): KMSClient => clients.of('read', { region });
  const own = kmsKey(key);
  return {
    signer: kmsSigner(own, clientOf, signWithin),
    verifier: kmsVerifier([own, ...alsoTrust.map(kmsKey)], publicKeys(clientOf)),
    destroy: clients.destroy,
  };
}
