import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { freePort, freePorts } from '../../../tools/redis/free-port.ts';

/** What `fetch` hears at a port where a server answers. */
async function askedAt(port: number): Promise<string> {
  const server = createServer((_request, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    return await (await fetch(`http://127.0.0.1:${port}/`)).text();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a free port is one that can be listened at and asked', async () => {
  expect(await askedAt(await freePort())).toBe('here');
});

test('free ports are above the highest one that fetch refuses to ask', async () => {
  const highest = 10_080;
  await expect(fetch(`http://127.0.0.1:${highest}/`)).rejects.toMatchObject({
    cause: { message: 'bad port' },
  });
  expect(Math.min(...(await freePorts(100)))).toBeGreaterThan(highest);
});
