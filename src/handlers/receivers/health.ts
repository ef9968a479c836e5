import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';

/** `GET /healthz`: 200 as long as the process serves, 503 once it is stopping. For load balancers. */
export function healthRoute(healthy: () => boolean): CustomRoute {
  return {
    path: '/healthz',
    method: 'GET',
    handler: (_request: IncomingMessage, response: ServerResponse) => {
      const ok = healthy();
      response.writeHead(ok ? 200 : 503, { 'content-type': 'text/plain' }).end(ok ? 'ok\n' : 'stopping\n');
    },
  };
}
