import { EcsError } from '../ecs/api/errors.ts';
import type { Answer } from '../ecs/api/operation.ts';
import type { KmsKeyState } from './keys.ts';
import { algorithmsOf } from './sign.ts';

/** The public half of an asymmetric key; a symmetric one has none. */
export function getPublicKey(key: KmsKeyState): Answer {
  if (key.pair === undefined)
    throw new EcsError(
      'UnsupportedOperationException',
      `${key.arn} origin or key spec is not valid for GetPublicKey.`,
    );
  const algorithms = algorithmsOf(key);
  return {
    KeyId: key.arn,
    PublicKey: key.pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    KeyUsage: key.usage,
    ...(algorithms.length > 0 ? { SigningAlgorithms: algorithms } : {}),
  };
}
