import { createServer, type ServerResponse } from 'node:http';
import type { Fetch } from '../../../src/aws/sns/fetch-certificate.ts';

/** How the host answers. */
export type HostMood =
  | { readonly kind: 'gives'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'redirects'; readonly text: string }
  /** Accepts, and says nothing. */
  | { readonly kind: 'silent' }
  /** Sends a byte now and then, for ever. */
  | { readonly kind: 'trickles' }
  /** Sends as fast as it can, for ever. */
  | { readonly kind: 'endless' };

/** A server in the place of SNS's hosts. */
export interface CertificateHost {
  /** Leads every address of SNS to this server, and nothing else anywhere. */
  readonly fetch: Fetch;
  mood: HostMood;
  /** The addresses that were asked for, as the edge wrote them. */
  readonly asked: string[];
  /** Answers that are still going on. */
  open(): number;
  stop(): Promise<void>;
}

/** Starts it on 127.0.0.1. */
export async function certificateHost(mood: HostMood): Promise<CertificateHost> {
  const asked: string[] = [];
  const answers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answers.add(response);
    response.once('close', () => answers.delete(response));
    answer(response, host.mood, request.url ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const host: CertificateHost = {
    asked,
    mood,
    fetch(url, init) {
      asked.push(url);
      return fetch(`http://127.0.0.1:${port}${new URL(url).pathname}`, init);
    },
    open: () => answers.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return host;
}

function answer(response: ServerResponse, mood: HostMood, path: string): void {
  switch (mood.kind) {
    case 'gives':
      response.end(mood.text);
      return;
    case 'status':
      response.writeHead(mood.status).end('no');
      return;
    case 'redirects':
      if (path === '/there') response.end(mood.text);
      else response.writeHead(302, { location: '/there' }).end();
      return;
    case 'silent':
      return;
    case 'trickles': {
      const timer = setInterval(() => response.write('-'), 20);
      response.once('close', () => clearInterval(timer));
      return;
    }
    case 'endless': {
      const more = (): void => {
        while (!response.destroyed && response.write('-'.repeat(4096)));
      };
      response.on('drain', more);
      more();
    }
  }
}
