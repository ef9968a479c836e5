import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { DurationMs } from '../domain/clock.ts';
import type { EcsTarget } from '../domain/ports/ecs-services.ts';
import { HeardHandler } from './call-ids.ts';
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

/** How often a read is tried, the first time included. */
const READ_ATTEMPTS = 3;

/** What every client of the SDK is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: ReturnType<typeof credentialsFor>;
  readonly requestHandler: NodeHttpHandler;
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
  readonly endpoint?: string;
}

/** Clients of one service of AWS, made when first needed and kept: one for each use, account, role and region. */
export interface KeptClients<C> {
  /** For reads: tries 3 times. For writes: tries once, on a connection of its own. */
  of(use: 'read' | 'write', scope: ClientScope): C;
  /** Closes every connection. */
  destroy(): void;
}

/** Keeps the clients that `make` makes. */
export const keptClients = <C extends { destroy(): void }>(
  make: (settings: ClientSettings) => C,
  options: ClientOptions = {},
): KeptClients<C> => {
  const kept = new Map<string, C>();

  const handler = (keepAlive: boolean, Handler: typeof NodeHttpHandler = NodeHttpHandler) =>
    new Handler({
      connectionTimeout: options.connectTimeoutMs ?? 3000,
      requestTimeout: options.requestTimeoutMs ?? 10_000,
      // Without this the handler only logs that the time is over, and waits on.
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent({ keepAlive, maxSockets: 50 }),
      httpsAgent: new HttpsAgent({ keepAlive, maxSockets: 50 }),
    });

  return {
    of(use, { account, role, region }) {
      const key = [use, account ?? '', role ?? '', region].join(' ');
      const known = kept.get(key);
      if (known) return known;
      const made = make({
        region,
        credentials: credentialsFor({ role, region, profile: options.profile }, handler(true)),
        requestHandler: use === 'read' ? handler(true) : handler(false, HeardHandler),
        maxAttempts: use === 'read' ? READ_ATTEMPTS : 1,
        retryMode: 'standard',
        ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
      });
      kept.set(key, made);
      return made;
    },
    destroy() {
      for (const made of kept.values()) made.destroy();
      kept.clear();
    },
  };
};
