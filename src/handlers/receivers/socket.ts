import { type App, type CustomRoute, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../domain/ports/log.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { boltLogger } from '../bolt-logger.ts';
import { healthRoute } from './health.ts';
import type { Incoming } from './receiver.ts';

/** What Socket Mode needs. */
export interface SocketEdge {
  /** Starts with `xapp-` and has the scope `connections:write`. */
  readonly appToken: string;
  /** Ends in `/api/`. */
  readonly slackApiUrl: string;
  /** Where `GET /healthz` is served, and the further addresses. */
  readonly port: number;
  readonly posts?: readonly CustomRoute[];
  readonly healthy: () => boolean;
  readonly log: Log;
  readonly redactor: Redactor;
}

/**
 * Two connections, because Slack closes each now and then to refresh it, and what is typed while none is open fails
 * for the person. Slack sends each request over one of them (Slack: Socket Mode, "Using multiple connections").
 */
const CONNECTIONS = 2;

/** A lost connection is opened again after this; the client library waits so long for a pong, too. */
const AGAIN_MS = 1_500;
/** While Slack can't be reached a new connection is asked for at least this often, for as long as it takes. */
const ASK_MS = 5_000;
/** Slack's answer to that is waited for so long. */
const OPEN_MS = 10_000;

/** The bot opens connections to Slack and is reached over them: no public address is needed. */
export function socketIncoming(edge: SocketEdge): Incoming {
  const one = (routes: Pick<ConstructorParameters<typeof SocketModeReceiver>[0], 'customRoutes'>) =>
    new SocketModeReceiver({
      appToken: edge.appToken,
      logger: boltLogger(edge.log),
      clientPingTimeout: AGAIN_MS,
      installerOptions: {
        port: edge.port,
        clientOptions: {
          slackApiUrl: edge.slackApiUrl,
          timeout: OPEN_MS,
          retryConfig: { forever: true, minTimeout: 500, maxTimeout: ASK_MS, factor: 2 },
        },
      },
      ...routes,
    });
  const sockets = Array.from({ length: CONNECTIONS }, (_, n) =>
    one(n === 0 ? { customRoutes: [...(edge.posts ?? []), healthRoute(edge.healthy)] } : {}),
  );
  const open = new Set<SocketModeReceiver>();
  let refused: string | undefined;
  for (const socket of sockets) {
    socket.client.on('connected', () => open.add(socket));
    socket.client.on('close', () => {
      if (!open.delete(socket) || !edge.healthy()) return;
      edge.log.info({ open: open.size }, 'Slack closed a connection; it is opened again');
    });
  }
  const receiver: Receiver = {
    init(app: App) {
      for (const socket of sockets) socket.init(app);
    },
    // Doesn't wait for Slack: a bot starts without it, and is ready when a connection is open.
    start: async () => {
      for (const socket of sockets) {
        socket.start().catch((error: unknown) => {
          refused = edge.redactor.text(String(error));
          edge.log.error({ why: refused }, 'Slack refuses a Socket Mode connection');
        });
      }
    },
    stop: () => Promise.all(sockets.map((socket) => socket.stop())),
  };
  return {
    receiver,
    failing: () =>
      open.size > 0 ? undefined : (refused ?? 'no connection to Slack is open; one is being opened'),
    stop: async () => {
      await Promise.all(sockets.map((socket) => socket.stop().catch(() => undefined)));
    },
  };
}
