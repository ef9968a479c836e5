import { err, ok, type Result } from '../domain/result.ts';
import type { KmsKeys, SigningConfig } from './config.ts';
import type { Environment } from './environment.ts';
import type { ConfigFault } from './fault.ts';
import { readPrivateKey, readPublicKeys } from './pem.ts';
import { Secret } from './secret.ts';

const SIGNING_KEY = 'WHEELHOUSE_SIGNING_KEY';
const VERIFY_KEYS = 'WHEELHOUSE_VERIFY_KEYS';

const fault = (name: string, message: string): ConfigFault => ({ where: 'environment', name, message });

const WITH_KMS =
  "is set, and the file names a key of KMS (signing): take this variable away, or that section. It isn't known which key is to count";

/** What signs and verifies: a key of KMS, which the file names, or keys that the environment holds, or nothing. */
export function signingConfig(
  env: Environment,
  kms: KmsKeys | undefined,
): Result<SigningConfig, readonly ConfigFault[]> {
  const signing = env[SIGNING_KEY]?.trim() || undefined;
  const verify = env[VERIFY_KEYS]?.trim() || undefined;
  if (kms !== undefined) {
    const both = [...(signing ? [SIGNING_KEY] : []), ...(verify ? [VERIFY_KEYS] : [])];
    return both.length === 0 ? ok({ kind: 'kms', ...kms }) : err(both.map((name) => fault(name, WITH_KMS)));
  }
  if (signing === undefined && verify === undefined) return ok({ kind: 'none' });
  return localKeys(signing, verify);
}

function localKeys(
  signing: string | undefined,
  verify: string | undefined,
): Result<SigningConfig, readonly ConfigFault[]> {
  const own = signing === undefined ? undefined : readPrivateKey(signing);
  const trusted = verify === undefined ? undefined : readPublicKeys(verify);
  const faults = [
    ...(signing !== undefined && own === undefined
      ? [
          fault(
            SIGNING_KEY,
            "isn't a private key of Ed25519 in PEM (PKCS#8): write what `openssl genpkey -algorithm ed25519` makes, line ends as they are or as \\n",
          ),
        ]
      : []),
    ...(verify !== undefined && trusted === undefined
      ? [
          fault(
            VERIFY_KEYS,
            "isn't one or more public keys of Ed25519 in PEM and nothing else: write what `openssl pkey -pubout` makes of each, one after another",
          ),
        ]
      : []),
  ];
  if (faults.length > 0) return err(faults);
  if (own === undefined) return ok({ kind: 'local', publicKeys: trusted ?? [] });
  if (trusted !== undefined && !trusted.includes(own.publicKey)) {
    return err([
      fault(
        VERIFY_KEYS,
        `doesn't hold the public half of ${SIGNING_KEY}, so nothing that it signs would be believed: add it here, and where workers run`,
      ),
    ]);
  }
  return ok({
    kind: 'local',
    privateKey: new Secret(own.pem),
    publicKeys: trusted ?? [own.publicKey],
  });
}

/** What a process of a role may not have, or can't do without. A worker that could sign could forge what it verifies. */
export function signingFaults(
  signing: SigningConfig,
  role: 'bot' | 'worker' | 'all',
): readonly ConfigFault[] {
  if (signing.kind !== 'local') return [];
  if (role === 'worker') {
    return signing.privateKey === undefined
      ? []
      : [
          fault(
            SIGNING_KEY,
            `is set, and a worker mustn't have it: take it away here and set ${VERIFY_KEYS} to its public half`,
          ),
        ];
  }
  return signing.privateKey === undefined
    ? [
        fault(
          SIGNING_KEY,
          `isn't set, though ${VERIFY_KEYS} is: set it, because workers would refuse whatever this process accepts`,
        ),
      ]
    : [];
}
