import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ResolvedService } from '../../src/domain/target/service.ts';

/** Which service. */
type Named = Pick<ResolvedService, 'stack' | 'service'>;

/** How an endpoint answers: 200 while tasks run and 503 while none does, unless it is made to do otherwise. */
export type HealthManner = 'by-tasks' | 'failing' | 'moved' | 'mute' | 'cut';

/** The health endpoints of services, on loopback. */
export interface HealthSandbox {
  /** The endpoint of a service. */
  urlOf(service: Named): string;
  /** From now on it answers so. */
  set(service: Named, manner: HealthManner): void;
  mannerOf(service: Named): HealthManner;
  /** The paths that were asked for, oldest first. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Starts it on any free port. `runs` says whether a service has running tasks; undefined where there is no such service. */
export async function startHealthSandbox(
  runs: (service: { readonly stack: string; readonly service: string }) => boolean | undefined,
): Promise<HealthSandbox> {
  const manners = new Map<string, HealthManner>();
  const asked: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '/';
    asked.push(path);
    const [, stack = '', service = ''] = path.split('/');
    const running = runs({ stack, service });
    if (running === undefined || path !== pathOf({ stack, service })) {
      response.writeHead(404).end();
      return;
    }
    switch (manners.get(path) ?? 'by-tasks') {
      case 'by-tasks':
        response.writeHead(running ? 200 : 503).end(running ? 'ok' : 'no task runs');
        return;
      case 'failing':
        response.writeHead(503).end('unhealthy');
        return;
      case 'moved':
        response.writeHead(302, { location: '/login' }).end();
        return;
      case 'mute':
        return;
      case 'cut':
        request.socket.destroy();
    }
  };
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    urlOf: (service) => `http://127.0.0.1:${port}${pathOf(service)}`,
    set: (service, manner) => {
      manners.set(pathOf(service), manner);
    },
    mannerOf: (service) => manners.get(pathOf(service)) ?? 'by-tasks',
    asked,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const pathOf = ({ stack, service }: { readonly stack: string; readonly service: string }): string =>
  `/${stack}/${service}/health`;
