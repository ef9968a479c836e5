import type { Config } from '../config/config.ts';
import type { Signer, Verifier } from '../domain/ports/signing.ts';
import { ed25519Signer, ed25519Verifier } from '../signing/ed25519.ts';

/** What this process signs with and whose signatures it believes. Without a verifier nothing is signed anywhere. */
export interface Signing {
  /** Absent: this process holds no key to sign with. One of KMS is there for every role; KMS decides who may use it. */
  readonly signer: Signer | undefined;
  readonly verifier: Verifier | undefined;
}

/**
 * The configured keys, ready for use; none is asked for yet. A signature by KMS takes no longer than somebody waits for
 * "stored". The SDK's client is loaded where KMS signs only: it takes 8 MB.
 */
export async function signingOf({ signing, limits }: Pick<Config, 'signing' | 'limits'>): Promise<Signing> {
  switch (signing.kind) {
    case 'none':
      return { signer: undefined, verifier: undefined };
    case 'local':
      return {
        signer: signing.privateKey && ed25519Signer(signing.privateKey.reveal()),
        verifier: ed25519Verifier(signing.publicKeys),
      };
    case 'kms': {
      const { key, alsoTrust } = signing;
      const { kmsSigning } = await import('../aws/kms/kms-signing.ts');
      const { signer, verifier } = kmsSigning({
        key,
        alsoTrust,
        signWithin: limits.accept,
        connectTimeoutMs: limits.awsConnect,
        requestTimeoutMs: limits.awsRequest,
      });
      return { signer, verifier };
    }
  }
}
