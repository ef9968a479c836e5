import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ECSClient } from '@aws-sdk/client-ecs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { DurationMs } from '../domain/clock.ts';
import type { EcsTarget } from '../domain/ports/ecs-services.ts';
import { credentialsFor } from './credentials.ts';

/** How long a call may take, and where to. */
export interface ClientOptions {
  /** To make a connection; 3 s unless told. */
  readonly connectTimeoutMs?: DurationMs;
  /** From sending to the answer's head, each attempt; 10 s unless told. */
  readonly requestTimeoutMs?: DurationMs;
  /** A profile of the AWS configuration, in place of the process's own identity. */
  readonly profile?: string;
  /** For a test in this process. Otherwise the SDK's own AWS_ENDPOINT_URL_ECS or AWS_ENDPOINT_URL decides. */
  readonly endpoint?: string;
}

/** Whose calls, and where. Without an account: whichever the credentials are of. */
export type ClientScope = Pick<EcsTarget, 'role' | 'region'> & Partial<Pick<EcsTarget, 'account'>>;

/** ECS clients, made when first needed and kept: one pair for each account, role and region. */
export interface EcsClients {
  /** For reads: tries 3 times. */
  reading(scope: ClientScope): ECSClient;
  /** For calls without a token of their own: tries once, on a connection of its own. */
  writing(scope: ClientScope): ECSClient;
  /** Closes every connection. */
  destroy(): void;
}

/** How often a read is tried, the first time included. */
const READ_ATTEMPTS = 3;

/**
 * Makes the clients. A write takes no kept-alive connection: one that the other side is just closing would answer
 * with a reset, and then nobody could say whether the write happened.
 */
export const ecsClients = (options: ClientOptions = {}): EcsClients => {
  const kept = new Map<string, ECSClient>();

  const handler = (keepAlive: boolean) =>
    new NodeHttpHandler({
      connectionTimeout: options.connectTimeoutMs ?? 3000,
      requestTimeout: options.requestTimeoutMs ?? 10_000,
      // Without this the handler only logs that the time is over, and waits on.
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent({ keepAlive, maxSockets: 50 }),
      httpsAgent: new HttpsAgent({ keepAlive, maxSockets: 50 }),
    });

  const client = (use: 'read' | 'write', { account, role, region }: ClientScope): ECSClient => {
    const key = [use, account ?? '', role ?? '', region].join(' ');
    const known = kept.get(key);
    if (known) return known;
    const made = new ECSClient({
      region,
      credentials: credentialsFor({ role, region, profile: options.profile }, handler(true)),
      requestHandler: handler(use === 'read'),
      maxAttempts: use === 'read' ? READ_ATTEMPTS : 1,
      retryMode: 'standard',
      ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    });
    kept.set(key, made);
    return made;
  };

  return {
    reading: (scope) => client('read', scope),
    writing: (scope) => client('write', scope),
    destroy: () => {
      for (const made of kept.values()) made.destroy();
      kept.clear();
    },
  };
};
