import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listen } from '../aws/listen.ts';

/** An address that stays while the process behind it is replaced, as a load balancer's does. */
export interface FrontDoor {
  readonly url: string;
  /** From now on requests go to that address, `http://127.0.0.1:PORT`. */
  leadTo(url: string): void;
  stop(): Promise<void>;
}

/** Opens one on 127.0.0.1. While nobody is behind it every request is answered with 502. */
export async function openFrontDoor(): Promise<FrontDoor> {
  let behind: string | undefined;
  const door = await listen((incoming, answer) => forward(behind, incoming, answer));
  return {
    url: door.url,
    leadTo(url) {
      behind = url;
    },
    stop: () => door.stop(),
  };
}

function forward(behind: string | undefined, incoming: IncomingMessage, answer: ServerResponse): void {
  const nobody = (): void => {
    incoming.resume();
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  };
  if (behind === undefined) {
    nobody();
    return;
  }
  const { method, headers, url = '/' } = incoming;
  const onward = request(new URL(url, behind), { method, headers, agent: false }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.on('error', () => answer.destroy());
    reply.pipe(answer);
  });
  onward.on('error', nobody);
  incoming.pipe(onward);
}
