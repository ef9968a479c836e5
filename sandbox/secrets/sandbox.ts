import type { JsonSandbox } from '../aws/json-sandbox.ts';
import { startParameterStore } from './parameter-store.ts';
import { startSecretsManager } from './secrets-manager.ts';
import type { Vault } from './vault.ts';

/** A running Secrets Manager and a Parameter Store of one account. */
export interface SecretsSandbox {
  readonly vault: Vault;
  readonly secretsManager: JsonSandbox;
  readonly parameterStore: JsonSandbox;
  stop(): Promise<void>;
}

/** Starts both on 127.0.0.1. */
export async function startSecretsSandbox(vault: Vault): Promise<SecretsSandbox> {
  const secretsManager = await startSecretsManager(vault);
  const parameterStore = await startParameterStore(vault);
  return {
    vault,
    secretsManager,
    parameterStore,
    async stop() {
      await secretsManager.stop();
      await parameterStore.stop();
    },
  };
}
