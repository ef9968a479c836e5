import { z } from 'zod';
import { type JsonSandbox, startJsonSandbox } from '../aws/json-sandbox.ts';
import { EcsError } from '../ecs/api/errors.ts';
import { type Answer, seconds, unknownOperation } from '../ecs/api/operation.ts';
import type { Vault } from './vault.ts';

const Input = z.object({ SecretId: z.string().min(1).max(2048) });

/** A name, or an ARN that ends with one: no JSON key and no version may follow (Secrets Manager API, SecretId). */
const ID = /^(?:arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:)?[\w/+=.@-]+$/;

function describeSecret(raw: unknown, region: string, vault: Vault): Answer {
  const input = Input.safeParse(raw);
  if (!input.success || !ID.test(input.data.SecretId))
    throw new EcsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  const found = vault.secret(region, input.data.SecretId);
  if (!found)
    throw new EcsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  // One that waits to be deleted is described all the same (Secrets Manager API, DescribeSecret: DeletedDate).
  return {
    ARN: found.arn,
    Name: found.arn
      .split(':')
      .slice(6)
      .join(':')
      .replace(/-\w{6}$/, ''),
    CreatedDate: seconds(found.createdAt),
    LastChangedDate: seconds(found.changedAt),
    ...(found.deletedAt === undefined ? {} : { DeletedDate: seconds(found.deletedAt) }),
  };
}

/** Starts a Secrets Manager on 127.0.0.1 that knows DescribeSecret. */
export const startSecretsManager = (vault: Vault): Promise<JsonSandbox> =>
  startJsonSandbox({
    service: { target: 'secretsmanager', signing: 'secretsmanager' },
    account: vault.account,
    perform({ operation, region, input }) {
      if (operation !== 'DescribeSecret') throw unknownOperation(operation);
      return describeSecret(input, region, vault);
    },
  });
