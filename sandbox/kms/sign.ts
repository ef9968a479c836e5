import { sign as signHashed } from 'node:crypto';
import { z } from 'zod';
import { EcsError } from '../ecs/api/errors.ts';
import type { Answer } from '../ecs/api/operation.ts';
import { signDigest } from './ecdsa.ts';
import type { KmsKeyState } from './keys.ts';

/** KMS API, Sign: what each key spec signs with, and how long a digest for it is. */
const ALGORITHMS = {
  ECC_NIST_P256: { ECDSA_SHA_256: 32 },
  ECC_NIST_P384: { ECDSA_SHA_384: 48 },
  RSA_2048: { RSASSA_PKCS1_V1_5_SHA_256: 32, RSASSA_PSS_SHA_256: 32 },
  SYMMETRIC_DEFAULT: {},
} as const satisfies Record<KmsKeyState['spec'], Readonly<Record<string, number>>>;

/** What a key signs with, as GetPublicKey lists it. */
export const algorithmsOf = ({ spec, usage }: KmsKeyState): string[] =>
  usage === 'SIGN_VERIFY' ? Object.keys(ALGORITHMS[spec]) : [];

const Input = z.object({
  KeyId: z.string().min(1).max(2048),
  Message: z.base64(),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.string(),
});

const LONGEST = 4096;

const validation = (message: string): EcsError => new EcsError('ValidationException', message);

/** Signs, or refuses what KMS refuses. */
export function sign(raw: unknown, key: KmsKeyState): Answer {
  const input = Input.safeParse(raw);
  if (!input.success) throw validation(z.prettifyError(input.error));
  const { MessageType, SigningAlgorithm } = input.data;
  const message = Buffer.from(input.data.Message, 'base64');
  if (message.length === 0 || message.length > LONGEST)
    throw validation(
      `1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST}`,
    );
  if (key.usage !== 'SIGN_VERIFY')
    throw new EcsError(
      'InvalidKeyUsageException',
      `${key.arn} key usage is ${key.usage} which is not valid for Sign.`,
    );
  const length = new Map<string, number>(Object.entries(ALGORITHMS[key.spec])).get(SigningAlgorithm);
  if (length === undefined)
    throw new EcsError(
      'InvalidKeyUsageException',
      `Algorithm ${SigningAlgorithm} is incompatible with key spec ${key.spec}.`,
    );
  if (MessageType === 'DIGEST' && message.length !== length)
    throw validation(`Digest is invalid length for algorithm ${SigningAlgorithm}.`);
  return {
    KeyId: key.arn,
    Signature: signature(key, MessageType, message).toString('base64'),
    SigningAlgorithm,
  };
}

function signature({ pair, spec }: KmsKeyState, type: 'RAW' | 'DIGEST', message: Buffer): Buffer {
  if (pair === undefined || spec !== 'ECC_NIST_P256')
    throw new EcsError('UnsupportedOperationException', `The sandbox doesn't sign with ${spec}.`);
  return type === 'DIGEST'
    ? signDigest(pair.privateKey, message)
    : signHashed('sha256', message, pair.privateKey);
}
