import { z } from 'zod';
import { type JsonSandbox, startJsonSandbox } from '../aws/json-sandbox.ts';
import { EcsError } from '../ecs/api/errors.ts';
import { type Answer, seconds, unknownOperation } from '../ecs/api/operation.ts';
import type { Vault } from './vault.ts';

/** SSM API, GetParameters: 1 to 10 names. */
const Input = z.object({
  Names: z.array(z.string().min(1).max(2048)).min(1).max(10),
  WithDecryption: z.boolean().default(false),
});

function getParameters(raw: unknown, region: string, vault: Vault): Answer {
  const input = Input.safeParse(raw);
  if (!input.success) throw new EcsError('ValidationException', z.prettifyError(input.error));
  const { Names, WithDecryption } = input.data;
  if (new Set(Names).size < Names.length)
    throw new EcsError('ValidationException', 'Duplicate parameter names are not allowed.');
  const found = Names.map((name) => ({ name, state: vault.parameter(region, name) }));
  return {
    Parameters: found.flatMap(({ state }) =>
      state === undefined
        ? []
        : {
            ARN: state.arn,
            Name: state.name,
            Type: state.type,
            DataType: 'text',
            Version: state.version,
            LastModifiedDate: seconds(state.changedAt),
            // Sent without being asked for; of a SecureString the ciphertext, unless it is decrypted.
            Value: state.type === 'String' || WithDecryption ? 'a-value-of-the-sandbox' : 'AQECAH-ciphertext',
          },
    ),
    InvalidParameters: found.filter(({ state }) => state === undefined).map(({ name }) => name),
  };
}

/** Starts a Parameter Store on 127.0.0.1 that knows GetParameters. */
export const startParameterStore = (vault: Vault): Promise<JsonSandbox> =>
  startJsonSandbox({
    service: { target: 'AmazonSSM', signing: 'ssm' },
    account: vault.account,
    perform({ operation, region, input }) {
      if (operation !== 'GetParameters') throw unknownOperation(operation);
      return getParameters(input, region, vault);
    },
  });
