import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { SlackSandbox } from '../slack/sandbox.ts';
import type { Guide } from './guide.ts';
import { bareGuide } from './guide.ts';
import { liveState } from './live-state.ts';
import { isOurs } from './loopback.ts';
import { pictureFile } from './picture-file.ts';
import type { Post } from './posts.ts';
import { posts } from './posts.ts';
import { pageState } from './state.ts';
import { staticFiles } from './static-files.ts';
import type { WorldPanel } from './world-panel.ts';

/** A page that is being served. */
export interface Page {
  /** Where to look at it, e.g. http://127.0.0.1:8080/ */
  url: string;
  stop(): Promise<void>;
}

/** What a page shows, and where: `port` 0, the default, takes any free one. */
export interface PageOptions {
  slack: SlackSandbox;
  world: WorldPanel;
  /** What it completes and offers; little unless told. */
  guide?: Guide;
  port?: number;
}

/** Changes are pushed at most ten times a second. */
const PUSH_MS = 100;

const BODY_MAX = 16 * 1024;

/** Nothing from elsewhere, no inline script or style, in nobody's frame. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const why = (error: unknown): string => {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
};

const answerPost = async (request: IncomingMessage, response: ServerResponse, post: Post): Promise<void> => {
  if (request.headers['content-type'] !== 'application/json') {
    json(response, 415, { error: 'Send application/json' });
    return;
  }
  if (Number(request.headers['content-length'] ?? BODY_MAX + 1) > BODY_MAX) {
    json(response, 413, { error: `Send at most ${BODY_MAX} bytes, and say how many` });
    return;
  }
  try {
    const body: unknown = JSON.parse(await text(request));
    json(response, 200, await post(body));
  } catch (error) {
    json(response, 400, { error: why(error) });
  }
};

/** Serves the page on 127.0.0.1. Rejects when the port is taken. */
export const startPage = async ({
  slack,
  world,
  guide = bareGuide,
  port = 0,
}: PageOptions): Promise<Page> => {
  const files = await staticFiles(new URL('./public/', import.meta.url));
  const live = liveState(() => pageState(slack, world), PUSH_MS);
  const unsubscribe = [slack.onChange(live.changed), world.onChange(live.changed)];
  const byPath = posts({ slack, world, guide, changed: live.changed });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOurs(request.headers)) {
      json(response, 403, { error: 'Only this page, on this machine' });
      return;
    }
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const post = byPath.get(pathname);
    if (request.method === 'POST' && post !== undefined) {
      await answerPost(request, response, post);
      return;
    }
    const file = files.get(pathname) ?? pictureFile(slack, pathname);
    if (request.method === 'GET' && pathname === '/events') live.join(response);
    else if (request.method === 'GET' && pathname === '/guide') json(response, 200, guide);
    else if (request.method === 'GET' && file !== undefined) {
      response.writeHead(200, { ...HEADERS, 'content-type': file.contentType }).end(file.content);
    } else json(response, 404, { error: 'Nothing here' });
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page listens on no TCP port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    stop: () =>
      new Promise((resolve) => {
        for (const stopListening of unsubscribe) stopListening();
        live.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
