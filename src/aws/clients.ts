import { ECSClient } from '@aws-sdk/client-ecs';
import { type ClientOptions, type ClientScope, keptClients } from './kept-clients.ts';

/** ECS clients, made when first needed and kept: one pair for each account, role and region. */
export interface EcsClients {
  /** For reads: tries 3 times. */
  reading(scope: ClientScope): ECSClient;
  /** For calls without a token of their own: tries once, on a connection of its own. */
  writing(scope: ClientScope): ECSClient;
  /** Closes every connection. */
  destroy(): void;
}

/**
 * Makes the clients. A write takes no kept-alive connection: one that the other side is just closing would answer
 * with a reset, and then nobody could say whether the write happened.
 */
export const ecsClients = (options: ClientOptions = {}): EcsClients => {
  const kept = keptClients((settings) => new ECSClient(settings), options);
  return {
    reading: (scope) => kept.of('read', scope),
    writing: (scope) => kept.of('write', scope),
    destroy: kept.destroy,
  };
};
