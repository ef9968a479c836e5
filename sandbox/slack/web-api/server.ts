import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ResponseUrls } from '../delivery/response-urls.ts';
import { parseJson, readBody } from './arguments.ts';
import type { WebApi } from './call.ts';
import { callMethod } from './call.ts';
import type { Faults } from './faults.ts';
import type { HttpAnswer } from './http.ts';
import { answerWith } from './http.ts';
import type { CallContext } from './method.ts';
import type { RecordedCall } from './record.ts';
import { takeUpload, UPLOAD_PATH } from './upload.ts';

/** What the sandbox's HTTP side works with. */
export interface SlackHttp {
  api: WebApi;
  responseUrls: ResponseUrls;
  faults: Faults;
  now: () => number;
  /** Called once for each call, when it has ended. */
  recorded: (call: RecordedCall) => void;
  issueTicket: () => string;
  /** Takes a request to become a WebSocket. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Slack's HTTP side, listening. */
export interface SlackHttpServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  origin: string;
  /** While away every connection is cut, also those that are open when it begins. */
  away(on: boolean): void;
  stop(): Promise<void>;
}

/** The part of the path after this one is the id of a response URL. */
export const RESPONSE_PATH = '/respond/';

const API_PATH = '/api/';

interface Ready {
  method: string;
  args: Record<string, unknown>;
  perform: () => HttpAnswer | Promise<HttpAnswer>;
}

const contextOf = ({ now, issueTicket }: SlackHttp, { headers }: IncomingMessage): CallContext => ({
  origin: `http://${headers.host ?? '127.0.0.1'}`,
  now,
  issueTicket,
});

const ready = (http: SlackHttp, request: IncomingMessage, path: string, raw: Buffer): Ready | undefined => {
  const contentType = request.headers['content-type'];
  if (path.startsWith(UPLOAD_PATH)) {
    const id = path.slice(UPLOAD_PATH.length);
    const { files } = http.api.workspace;
    return {
      method: 'upload',
      args: { bytes: raw.byteLength },
      perform: () => takeUpload(files, id, contentType, raw),
    };
  }
  const body = raw.toString('utf8');
  if (path.startsWith(API_PATH)) {
    const method = path.slice(API_PATH.length);
    const read = readBody({ contentType, authorization: request.headers.authorization, body });
    const perform = () => callMethod(http.api, method, read, contextOf(http, request));
    return { method, args: read.ok ? read.args : {}, perform };
  }
  if (!path.startsWith(RESPONSE_PATH)) return undefined;
  const id = path.slice(RESPONSE_PATH.length);
  const parsed = parseJson(body);
  return {
    method: 'response_url',
    args: typeof parsed === 'object' && parsed !== null ? { ...parsed } : { text: body },
    perform: () => http.responseUrls.take(id, contentType, body),
  };
};

/** Starts Slack's HTTP side on 127.0.0.1. Rejects when the port is taken. */
export const startSlackHttp = async (http: SlackHttp, port: number): Promise<SlackHttpServer> => {
  let isAway = false;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = http.now();
    const body = await buffer(request);
    const { pathname } = new URL(request.url ?? '/', 'http://sandbox');
    const call = request.method === 'POST' ? ready(http, request, pathname, body) : undefined;
    if (call === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('The sandbox answers POST /api/METHOD');
      return;
    }
    const { method, args, perform } = call;
    const answer = await answerWith(http.faults.take(method), response, perform, () => !isAway);
    http.recorded({ at, method, args, answer });
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', http.upgrade);
  server.on('connection', (socket) => {
    if (isAway) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no TCP port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    away: (on) => {
      isAway = on;
      if (on) server.closeAllConnections();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
