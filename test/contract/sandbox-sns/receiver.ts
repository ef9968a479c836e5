import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../../sandbox/aws/listen.ts';

/** A request that arrived. */
export interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the receiver does with a request: answers with a status, cuts the connection, or never answers. */
export type Answering = number | 'cut' | 'silence';

/** A small HTTP server that takes what SNS posts. */
export interface Receiver {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** How the next requests are answered; after them with 200. */
  next(...answers: readonly Answering[]): void;
  stop(): Promise<void>;
}

/** Starts one. */
export async function startReceiver(): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const answers: Answering[] = [];
  const server = await listen((request, response) => {
    text(request).then(
      (body) => {
        arrived.push({ headers: request.headers, body });
        const answer = answers.shift() ?? 200;
        if (answer === 'cut') response.destroy();
        else if (answer !== 'silence') response.writeHead(answer).end();
      },
      () => response.destroy(),
    );
  });
  return {
    url: `${server.url}/sns`,
    arrived,
    next: (...more) => answers.push(...more),
    stop: () => server.stop(),
  };
}
