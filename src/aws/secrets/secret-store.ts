import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetParametersCommand, type GetParametersCommandOutput, SSMClient } from '@aws-sdk/client-ssm';
import type { Fault } from '../../domain/fault/fault.ts';
import type {
  KnownSource,
  SecretPlace,
  SecretReading,
  SecretStore,
} from '../../domain/ports/secret-store.ts';
import { ok, type Result } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { required } from '../ecs/required.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';

/** Where each service listens, for tests; otherwise as every client. */
export interface SecretStoreOptions extends Omit<ClientOptions, 'endpoint'> {
  readonly endpoints?: { readonly secrets: string; readonly parameters: string };
}

/** The adapter, and how to close its connections. */
export interface AwsSecretStore extends SecretStore {
  destroy(): void;
}

const unknown: Result<SecretReading, Fault> = ok({ kind: 'absent', why: 'unknown' });

/**
 * Secrets Manager and the Parameter Store on the AWS SDK. Permissions: secretsmanager:DescribeSecret on the secrets,
 * ssm:GetParameters on the parameters (Service Authorization Reference). Neither is asked to decrypt anything, and a
 * plain parameter's value, which GetParameters sends along, is dropped here.
 */
export const awsSecretStore = ({ endpoints, ...options }: SecretStoreOptions = {}): AwsSecretStore => {
  const at = (endpoint: string | undefined): ClientOptions =>
    endpoint === undefined ? options : { ...options, endpoint };
  const secrets = keptClients((settings) => new SecretsManagerClient(settings), at(endpoints?.secrets));
  const parameters = keptClients((settings) => new SSMClient(settings), at(endpoints?.parameters));

  const secret = async (place: SecretPlace, id: string): Promise<Result<SecretReading, Fault>> => {
    const found = await ask<DescribeSecretCommandOutput, SecretReading>(
      { call: 'secretsmanager:DescribeSecret', what: `secret ${id}` },
      () => secrets.of('read', place).send(new DescribeSecretCommand({ SecretId: id })),
      ({ LastChangedDate, CreatedDate, DeletedDate }) => {
        if (DeletedDate !== undefined) return ok({ kind: 'absent', why: 'being-deleted' });
        const changed = required(LastChangedDate ?? CreatedDate, 'LastChangedDate');
        return ok({ kind: 'there', lastChanged: changed.getTime() });
      },
    );
    return !found.ok && found.fault.kind === 'missing' ? unknown : found;
  };

  const parameter = (place: SecretPlace, id: string): Promise<Result<SecretReading, Fault>> =>
    ask<GetParametersCommandOutput, SecretReading>(
      { call: 'ssm:GetParameters', what: `parameter ${id}` },
      () =>
        parameters.of('read', place).send(new GetParametersCommand({ Names: [id], WithDecryption: false })),
      // What isn't there is listed in InvalidParameters, and no error (SSM API, GetParameters).
      ({ Parameters: [found] = [] }) =>
        found === undefined
          ? unknown
          : ok({
              kind: 'there',
              lastChanged: required(found.LastModifiedDate, 'LastModifiedDate').getTime(),
            }),
    );

  return {
    look: (place, source: KnownSource) => {
      const there = { ...place, region: source.region ?? place.region };
      return source.kind === 'secret' ? secret(there, source.id) : parameter(there, source.id);
    },
    destroy() {
      secrets.destroy();
      parameters.destroy();
    },
  };
};
