import { type IncomingMessage, Server } from 'node:http';
import type { ListenOptions } from 'node:net';
import { type App, type CustomRoute, HTTPReceiver, type Receiver } from '@slack/bolt';
import { type Clock, systemClock } from '../../domain/clock.ts';
import type { Log } from '../../domain/ports/log.ts';
import { boltLogger } from '../bolt-logger.ts';
import { healthRoute } from './health.ts';
import { onlySlacks } from './only-slacks.ts';
import type { Incoming } from './receiver.ts';
import { tellTurnedAway } from './turned-away.ts';

/** The largest of Slack's requests holds a message of 50 blocks, each with 3,000 characters that a form triples. */
const MOST_BYTES = 1024 * 1024;

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

/**
 * How long a connection that nothing comes over is kept. A load balancer keeps its own for 60 seconds, and sends a request
 * into one that is closed here at that moment, which the person hears as an error (AWS: Application Load Balancers,
 * connection idle timeout).
 */
const KEPT_MS = 75_000;

/** How long a server that is told to stop may wait for its connections. */
const CLOSE_MS = 2_000;

/**
 * Slack posts each request to `/slack/events`, signed. The signature is checked before Bolt sees anything of it;
 * `onTurnedAway` hears why a request wasn't taken for Slack's. `posts` are further addresses, of requests that tell
 * themselves why they were turned away.
 */
export function httpIncoming(
  signingSecret: string,
  log: Log,
  healthy: () => boolean,
  onTurnedAway: (why: string) => void = () => undefined,
  posts: readonly CustomRoute[] = [],
  clock: Clock = systemClock,
): Incoming {
  const handlers = new Map(posts.map(({ path, handler }) => [path, handler]));
  const http = new HTTPReceiver({
    // Bolt's own check takes several times as long (docs/adr/0026), but it wants to have the secret.
    signingSecret,
    signatureVerification: false,
    endpoints: '/slack/events',
    customRoutes: [...posts, healthRoute(healthy)],
    logger: boltLogger(log),
    bodyLimit: MOST_BYTES,
    customPropertiesExtractor: ({ headers }) => ({
      requestTime: headers['x-slack-request-timestamp'],
      contentType: headers['content-type'],
    }),
  });
  // Bolt compiles the pattern of every route anew for each request. What comes in storms is found by its path.
  const toBolt = http.requestListener;
  const signedToBolt = onlySlacks({ signingSecret, most: MOST_BYTES, clock, log }, toBolt);
  http.requestListener = (request, response) => {
    // Bolt takes nothing but a POST for a request of Slack's.
    if (request.method !== 'POST') return toBolt(request, response);
    const post = handlers.get(pathOf(request)) ?? signedToBolt;
    post(request, response);
  };
  const receiver: Receiver = {
    init: (app: App) => http.init(app),
    async start(port: number | ListenOptions) {
      const server = await http.start(port, { keepAliveTimeout: KEPT_MS });
      if (server instanceof Server)
        tellTurnedAway(
          server,
          onTurnedAway,
          (request) => request.method === 'POST' && handlers.has(pathOf(request)),
        );
      return server;
    },
    stop: () => http.stop(),
  };
  return {
    receiver,
    failing: () => undefined,
    async stop() {
      // Bolt waits for half-open connections as long as they like.
      const closed = http.stop().then(
        () => undefined,
        () => undefined,
      );
      const patience = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([closed, patience]);
    },
  };
}
