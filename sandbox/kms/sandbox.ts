import { z } from 'zod';
import { type JsonSandbox, startJsonSandbox } from '../aws/json-sandbox.ts';
import { accessDenied, EcsError } from '../ecs/api/errors.ts';
import { unknownOperation } from '../ecs/api/operation.ts';
import type { JsonRequest } from '../ecs/http/request.ts';
import { getPublicKey } from './get-public-key.ts';
import type { KmsKeyState, KmsKeys } from './keys.ts';
import { sign } from './sign.ts';

/** A running KMS of one account. */
export interface KmsSandbox extends JsonSandbox {
  readonly keys: KmsKeys;
}

/** Starts a KMS on 127.0.0.1 that knows Sign and GetPublicKey, and signs with real keys. */
export async function startKmsSandbox(keys: KmsKeys): Promise<KmsSandbox> {
  const sandbox = await startJsonSandbox({
    service: { target: 'TrentService', signing: 'kms' },
    account: keys.account,
    perform(request) {
      switch (request.operation) {
        case 'Sign':
          return sign(request.input, usable(request, keys));
        case 'GetPublicKey':
          return getPublicKey(usable(request, keys));
        default:
          throw unknownOperation(request.operation);
      }
    },
  });
  return { ...sandbox, keys };
}

/** The key that a request names, if its caller may do that with it and it is in a state for it. */
function usable({ operation, region, accessKey, input }: JsonRequest, keys: KmsKeys): KmsKeyState {
  const named = z.object({ KeyId: z.string() }).safeParse(input);
  const id = named.success ? named.data.KeyId : '';
  const key = keys.find(region, id);
  if (key === undefined) throw new EcsError('NotFoundException', `Key '${id}' does not exist`);
  if (key.allowed.get(accessKey)?.includes(`kms:${operation}`) === false)
    throw accessDenied(keys.account, `kms:${operation}`, key.arn);
  // KMS developer guide, "Key states of AWS KMS keys".
  if (key.state === 'Disabled') throw new EcsError('DisabledException', `${key.arn} is disabled.`);
  if (key.state === 'PendingDeletion')
    throw new EcsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  return key;
}
