import { randomInt } from 'node:crypto';
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Below those that systems give to outgoing connections and to who asks for any port (Linux: ip_local_port_range, from
 * 32,768; others begin higher): of those a port that was free a moment ago is often another's, and a process that waits for
 * itself to be ready there believes another one. And above those that `fetch` and browsers refuse to ask, of which 10,080 is
 * the highest (WHATWG Fetch, "bad port"): a process that waits there is never ready.
 */
const [FIRST, LAST] = [10_081, 32_000];
const TRIES = 50;

/**
 * Whoever asks for a port opens it a second later, or many on a busy machine: so long it is given to nobody else, in whatever
 * process. The claims are empty files, one a port.
 */
const CLAIM_MS = 60_000;
const CLAIMS = join(tmpdir(), `wheelhouse-ports-${process.getuid?.() ?? 'all'}`);

/** So many ports of 127.0.0.1 that are free now, all different, and that nobody asked for here within the last minute. */
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
    const port = randomInt(FIRST, LAST);
    try {
      claim(port);
      return await listenAt(port);
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}

/** Throws where somebody has it. */
function claim(port: number): void {
  mkdirSync(CLAIMS, { recursive: true });
  const file = join(CLAIMS, String(port));
  try {
    writeFileSync(file, '', { flag: 'wx' });
  } catch (error) {
    const age = Date.now() - statSync(file).mtimeMs;
    if (age < CLAIM_MS) throw error;
    utimesSync(file, new Date(), new Date());
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
