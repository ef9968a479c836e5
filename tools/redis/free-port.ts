import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/**
 * Below those that systems give to outgoing connections and to who asks for any port (Linux: ip_local_port_range, from
 * 32,768; others begin higher): of those a port that was free a moment ago is often another's, and a process that waits for
 * itself to be ready there believes another one.
 */
const [FIRST, LAST] = [10_000, 32_000];
const TRIES = 50;

/** So many ports of 127.0.0.1 that are free now, all different. Another process may take one before it is used, hardly ever. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map(portOf);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** One of them. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

async function listen(): Promise<Server> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await listenAt(randomInt(FIRST, LAST));
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}

const listenAt = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
