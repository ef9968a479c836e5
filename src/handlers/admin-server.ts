import { createServer, type ServerResponse } from 'node:http';
import { causeOf } from '../domain/fault/cause.ts';
import type { OnFailure } from '../domain/fault/log-fault.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';

/** One thing that must work before this process is ready: undefined, or why it doesn't. Never throws. */
export interface Check {
  readonly name: string;
  readonly failing: () => Promise<string | undefined>;
}

/** What the server needs. */
export interface AdminParts {
  readonly port: number;
  readonly checks: readonly Check[];
  /** Prometheus text; may reject. */
  readonly metrics: () => Promise<string>;
  /** Why something isn't ready passes it: it may hold another side's words. */
  readonly redactor: Redactor;
  readonly onFailure: OnFailure;
}

/** The address and end of a running server. */
export interface AdminServer {
  stop(): Promise<void>;
}

/**
 * Serves `GET /readyz` (200, or 503 and why), `GET /metrics` (Prometheus text) and `GET /healthz` (200 as long as the
 * process answers) to this machine only: what they say is for operators, not for the internet. Rejects where the
 * port is taken.
 */
export async function startAdminServer(parts: AdminParts): Promise<AdminServer> {
  const { port, checks, metrics, redactor } = parts;
  const send = (response: ServerResponse, status: number, body: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
  };
  const ready = async (response: ServerResponse): Promise<void> => {
    const answers = await Promise.all(
      checks.map(async ({ name, failing }) => ({ name, why: await failing() })),
    );
    const faults = answers.filter(({ why }) => why !== undefined);
    if (faults.length === 0) send(response, 200, 'ready\n');
    else send(response, 503, faults.map(({ name, why = '' }) => `${name}: ${redactor.text(why)}\n`).join(''));
  };
  const server = createServer((request, response) => {
    const answer =
      request.method !== 'GET'
        ? undefined
        : { '/readyz': ready, '/metrics': show, '/healthz': alive }[request.url ?? ''];
    if (!answer) return send(response, 404, 'not found\n');
    answer(response).catch((error: unknown) => {
      parts.onFailure('the admin server could not answer', error, { path: request.url });
      send(response, 500, `${causeOf(error, redactor)}\n`);
    });
  });
  async function alive(response: ServerResponse): Promise<void> {
    send(response, 200, 'ok\n');
  }
  async function show(response: ServerResponse): Promise<void> {
    send(response, 200, await metrics());
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
