import { createServer } from 'node:http';

/** A server that nobody should ever call: it isn't Slack's. */
export async function startTrap() {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.writeHead(200).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the trap has no port');
  const { port } = address;
  return {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    hits: () => hits,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
