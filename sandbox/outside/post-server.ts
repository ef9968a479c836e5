import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Listening, listen } from '../aws/listen.ts';
import type { Faults } from '../ecs/http/faults.ts';
import { type Ready, troubled } from './troubled.ts';

/** A POST that arrived. */
export interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The JSON of its body; undefined: it is none. */
  readonly json: unknown;
}

/** What a server of somebody outside does with what is posted to it. */
export interface PostParts {
  /** What a post is called where something is to go wrong with it. */
  readonly callOf: (posted: Posted) => string;
  /** Has its effect, and says how it is answered. */
  readonly perform: (posted: Posted) => Ready;
  readonly faults: Faults;
}

/** Starts one on 127.0.0.1. It takes POST alone. */
export const startPostServer = (parts: PostParts): Promise<Listening> =>
  listen((request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      // Who goes away half-way is no fault of the sandbox; anything else is, and must be seen.
      if (!request.destroyed) console.error('A server outside failed:', error);
      response.destroy();
    });
  });

async function answer(
  { callOf, perform, faults }: PostParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const json = parsed(await text(request));
  if (request.method !== 'POST') {
    response.writeHead(405).end();
    return;
  }
  const posted: Posted = { path: request.url ?? '/', headers: request.headers, json };
  const ready = await troubled(faults.take(callOf(posted)), () => perform(posted));
  if (ready === 'cut') request.socket.destroy();
  else response.writeHead(ready.status, { 'content-type': 'application/json' }).end(ready.body);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
