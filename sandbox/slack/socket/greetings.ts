import { APP_ID } from '../web-api/message-json.ts';

/** Why Slack asks an app to leave a connection. https://docs.slack.dev/apis/events-api/using-socket-mode */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'too_many_websockets';

/** At most so many connections of one app at the same time. The same page, "Using multiple connections". */
export const MAX_CONNECTIONS = 10;

const HOST = 'applink-sandbox';

/** The first message on a connection. `connections` counts this one too; a connection lasts about an hour. */
export const hello = (connections: number): string =>
  JSON.stringify({
    type: 'hello',
    num_connections: connections,
    debug_info: { host: HOST, build_number: 1, approximate_connection_time: 3600 },
    connection_info: { app_id: APP_ID },
  });

/** The message that asks an app to connect anew. */
export const disconnect = (reason: DisconnectReason): string =>
  JSON.stringify({ type: 'disconnect', reason, debug_info: { host: HOST } });
