import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** An HTTP server on a free port of 127.0.0.1. */
export interface Listening {
  readonly url: string;
  /** Cuts every connection to it. */
  cutAll(): void;
  stop(): Promise<void>;
}

/** Starts one. */
export async function listen(handle: RequestListener): Promise<Listening> {
  const server = createServer(handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    cutAll: () => server.closeAllConnections(),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
