import { Agent, get, type IncomingMessage } from 'node:http';
import { Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { httpIncoming } from '../../../src/handlers/receivers/http.ts';
import { silent } from '../../support/values.ts';

/** AWS: Application Load Balancers, connection idle timeout, unless told otherwise. */
const LOAD_BALANCER_S = 60;

it('keeps an idle connection for longer than a load balancer does, and yet stops at once', async () => {
  const { receiver, stop } = httpIncoming('a signing secret', silent, () => true);
  const server = await receiver.start(0);
  const address = server instanceof Server ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('it listens to no port');
  const { port } = address;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: '/healthz', agent }, resolve).on('error', reject);
  });
  await text(answer);
  const [, kept] = /timeout=(\d+)/.exec(String(answer.headers['keep-alive'])) ?? [];
  expect(Number(kept)).toBeGreaterThan(LOAD_BALANCER_S);

  const began = performance.now();
  await stop();
  // Whoever waited for the connection's end would wait for longer than a load balancer does.
  expect(performance.now() - began).toBeLessThan(LOAD_BALANCER_S * 500);
  agent.destroy();
});
