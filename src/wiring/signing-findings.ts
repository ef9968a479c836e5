import type { Config, SigningConfig } from '../config/config.ts';
import { causeOf } from '../domain/fault/cause.ts';
import { ruleFor } from '../domain/fault/fault-table.ts';
import type { Finding } from '../domain/finding.ts';
import { type Signature, SigningFault, type Verifier } from '../domain/ports/signing.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { ed25519KeyId } from '../signing/ed25519.ts';
import { signingOf } from './signing.ts';

/** Which key signs, and whether a signature can be made here and is believed. The text that is signed asks for nothing. */
export async function signingFindings(
  config: Pick<Config, 'signing' | 'limits' | 'access' | 'catalog'>,
  redactor: Redactor,
): Promise<readonly Finding[]> {
  const { signer, verifier } = await signingOf(config);
  if (verifier === undefined) return unsigned(config);
  const keys = keysOf(config.signing);
  if (signer === undefined) {
    return [
      { level: 'ok', what: `Verifies signatures by ${keys}, and holds no key to sign with: a worker's` },
    ];
  }
  const signed = await attempt(() => signer.sign('signal', TRIAL));
  if (signed.kind === 'done') return [await believed(verifier, signed.value, keys, redactor)];
  return [
    unusable(signed.error, keys, redactor),
    ...(config.signing.kind === 'kms' ? [await readable(verifier, config.signing.key, redactor)] : []),
  ];
}

const TRIAL = 'wheelhouse doctor';

function unsigned({ access, catalog }: Pick<Config, 'access' | 'catalog'>): readonly Finding[] {
  const production = catalog.services.some(({ environment }) => environment === 'production');
  return production && access.mode === 'operate'
    ? [
        {
          level: 'weak',
          what: 'Nothing is signed: whoever can write to Redis can have workers change production',
          mend: 'write signing: kms-key: … or set WHEELHOUSE_SIGNING_KEY and WHEELHOUSE_VERIFY_KEYS (docs/signing.md)',
        },
      ]
    : [];
}

const keysOf = (signing: SigningConfig): string => {
  switch (signing.kind) {
    case 'none':
      return 'no key';
    case 'kms':
      return [signing.key, ...signing.alsoTrust].join(' and ');
    case 'local':
      return signing.publicKeys.map((pem) => `ed25519:${ed25519KeyId(pem)}`).join(' and ');
  }
};

type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

async function attempt<T>(act: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: 'done', value: await act() };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

async function believed(
  verifier: Verifier,
  signature: Signature,
  keys: string,
  redactor: Redactor,
): Promise<Finding> {
  const key = signature.slice(0, signature.lastIndexOf(':'));
  const verified = await attempt(() => verifier.verify('signal', TRIAL, signature));
  if (verified.kind === 'failed')
    return {
      level: 'fault',
      what: `Signs with ${key}, but its public half can't be read`,
      mend: sentenceOf(verified.error, redactor),
    };
  return verified.value
    ? { level: 'ok', what: `Signs with ${key}; believes signatures by ${keys}` }
    : {
        level: 'fault',
        what: `Signs with ${key}, and doesn't believe its own signature`,
        mend: 'workers refuse whatever is accepted here: make the key anew (docs/signing.md)',
      };
}

/** Who may not sign is a worker, or a bot without the permission: only the reader knows which this is. */
function unusable(error: unknown, keys: string, redactor: Redactor): Finding {
  const denied = error instanceof SigningFault && error.fault.kind === 'denied';
  return denied
    ? {
        level: 'weak',
        what: `This identity may not sign with ${keys}: right for a worker`,
        mend: 'a bot needs kms:Sign on it (docs/signing.md)',
      }
    : {
        level: 'fault',
        what: `Nothing can be signed with ${keys}`,
        mend: sentenceOf(error, redactor),
      };
}

/** A signature that nobody made is refused by who has the public half, and that is how to see whether it is there. */
async function readable(verifier: Verifier, key: string, redactor: Redactor): Promise<Finding> {
  const id = key.slice(key.lastIndexOf('/') + 1);
  const verified = await attempt(() => verifier.verify('signal', TRIAL, `kms:${id}:AAAA`));
  return verified.kind === 'done'
    ? { level: 'ok', what: `Can verify signatures by ${key}` }
    : {
        level: 'fault',
        what: `The public half of ${key} can't be read`,
        mend: sentenceOf(verified.error, redactor),
      };
}

const sentenceOf = (error: unknown, redactor: Redactor): string =>
  error instanceof SigningFault ? ruleFor(error.fault).sentence : causeOf(error, redactor);
