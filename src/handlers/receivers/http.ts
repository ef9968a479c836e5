import { HTTPReceiver } from '@slack/bolt';
import type { Log } from '../../domain/ports/log.ts';
import { boltLogger } from '../bolt-logger.ts';
import { healthRoute } from './health.ts';
import type { Incoming } from './receiver.ts';

/** How long a server that is told to stop may wait for its connections. */
const CLOSE_MS = 2_000;

/** Slack posts each request to `/slack/events`, signed. The signature is checked by Bolt before anything else. */
export function httpIncoming(signingSecret: string, log: Log, healthy: () => boolean): Incoming {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: '/slack/events',
    customRoutes: [healthRoute(healthy)],
    logger: boltLogger(log),
    customPropertiesExtractor: (request) => ({ requestTime: request.headers['x-slack-request-timestamp'] }),
  });
  return {
    receiver,
    failing: () => undefined,
    async stop() {
      // Bolt waits for half-open connections as long as they like.
      const closed = receiver.stop().then(
        () => undefined,
        () => undefined,
      );
      const patience = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([closed, patience]);
    },
  };
}
