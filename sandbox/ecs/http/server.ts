import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { accessDenied, EcsError, throttled } from '../api/errors.ts';
import { type Answer, unknownOperation } from '../api/operation.ts';
import type { Faults, Trouble } from './faults.ts';
import { type RateLimiter, unlimited } from './rates.ts';
import type { RecordedCall } from './record.ts';
import type { JsonRequest, JsonService } from './request.ts';
import { readRequest } from './request.ts';

/** What the server needs. `perform` does a call, or throws what the service refuses; `changed` is told after each. */
export interface ServerParts {
  service: JsonService;
  account: string;
  perform: (request: JsonRequest) => Answer;
  /** Calls that are answered by a stream: they write to the response themselves, or throw what the service refuses. */
  streams?: ReadonlyMap<string, (request: JsonRequest, response: ServerResponse) => void>;
  faults: Faults;
  /** How often a caller may come; as often as it likes unless told. */
  rates?: RateLimiter;
  now: () => number;
  away: () => boolean;
  recorded: (call: RecordedCall) => void;
  changed: () => void;
}

interface HttpAnswer {
  status: number;
  body: string;
  /** What is refused, by its error's name. */
  refused?: string;
}

const refusal = (error: EcsError): HttpAnswer => ({
  status: error.status,
  body: JSON.stringify({ __type: error.type, message: error.message }),
  refused: error.type,
});

/** Does the call in the world as it is by now. */
const perform = (parts: ServerParts, request: JsonRequest, call: RecordedCall): HttpAnswer => {
  try {
    const body = JSON.stringify(parts.perform(request));
    call.didIt = true;
    return { status: 200, body };
  } catch (error) {
    if (error instanceof EcsError) return refusal(error);
    throw error;
  }
};

/** The call with this trouble in its way. No answer means that the connection is cut. */
const answer = async (
  parts: ServerParts,
  request: JsonRequest,
  call: RecordedCall,
  trouble: Trouble | undefined,
): Promise<HttpAnswer | undefined> => {
  switch (trouble?.kind) {
    case undefined:
      return perform(parts, request, call);
    case 'throttle':
      return refusal(throttled());
    case 'deny': {
      const { signing, iam = signing } = parts.service;
      const resource = `arn:aws:${iam}:${request.region}:${parts.account}:*`;
      return refusal(accessDenied(parts.account, `${iam}:${request.operation}`, resource));
    }
    case 'garbage':
      perform(parts, request, call);
      return { status: 200, body: '<html>this is not what AWS says</html>' };
    case 'status': {
      if (trouble.when === 'after') perform(parts, request, call);
      const code = trouble.code ?? 'ServerException';
      return refusal(new EcsError(code, 'Service Unavailable. Please try again later.', trouble.status));
    }
    case 'reset':
      if (trouble.when === 'after') perform(parts, request, call);
      return undefined;
    case 'hold': {
      const done = trouble.when === 'after' ? perform(parts, request, call) : undefined;
      trouble.reached();
      await trouble.released;
      return done ?? perform(parts, request, call);
    }
  }
};

/** Begins a stream; answers the refusal where there is one. */
const begin = (stream: () => void): HttpAnswer | undefined => {
  try {
    stream();
    return undefined;
  } catch (error) {
    if (error instanceof EcsError) return refusal(error);
    throw error;
  }
};

const handle = async (
  parts: ServerParts,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { json = '1.1', queryCode } = parts.service;
  const send = ({ status, body, refused }: HttpAnswer) =>
    response
      .writeHead(status, {
        'content-type': `application/x-amz-json-${json}`,
        // Every answer has one (AWS SDKs read it as ResponseMetadata's requestId).
        'x-amzn-requestid': randomUUID(),
        ...(refused !== undefined && queryCode
          ? { 'x-amzn-query-error': `${queryCode(refused)};${status < 500 ? 'Sender' : 'Receiver'}` }
          : {}),
      })
      .end(body);
  const request = await readRequest(incoming, parts.service);
  if (request === 'unknown-target') {
    send(refusal(unknownOperation(String(incoming.headers['x-amz-target']))));
    return;
  }
  if (request === 'unsigned') {
    send(refusal(new EcsError('MissingAuthenticationTokenException', 'Missing Authentication Token')));
    return;
  }
  if (request === 'not-json') {
    send(refusal(new EcsError('SerializationException', 'The body is not JSON.')));
    return;
  }
  const { operation, region, input } = request;
  const call: RecordedCall = {
    at: parts.now(),
    call: operation,
    region,
    input,
    answer: 'pending',
    didIt: false,
  };
  parts.recorded(call);
  const trouble: Trouble | undefined = (parts.rates ?? unlimited).take(operation, region)
    ? parts.faults.take(operation)
    : { kind: 'throttle' };
  const stream = trouble === undefined ? parts.streams?.get(operation) : undefined;
  if (stream && !parts.away()) {
    const refused = begin(() => stream(request, response));
    call.didIt = refused === undefined;
    call.answer = refused?.status ?? 200;
    if (refused) send(refused);
    return;
  }
  const ready = await answer(parts, request, call, trouble);
  if (ready === undefined || parts.away() || response.destroyed) {
    call.answer = 'cut';
    response.destroy();
  } else {
    call.answer = ready.status;
    send(ready);
  }
  parts.changed();
};

/** An HTTP server that speaks AWS JSON on 127.0.0.1. */
export interface JsonHttp {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Cuts every connection there is. */
  cutAll(): void;
  stop(): Promise<void>;
}

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
};

/** Starts the server. Rejects when the port is taken. While away, connections are cut as they come. */
export const startJsonHttp = async (parts: ServerParts, port: number): Promise<JsonHttp> => {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      // A caller that goes away half-way is no fault of the sandbox; anything else is, and must be seen.
      if (!request.destroyed) console.error(`The ${parts.service.signing} sandbox failed:`, error);
      response.destroy();
    });
  });
  server.on('connection', (socket) => {
    if (parts.away()) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(port, '127.0.0.1', listening.resolve);
  await listening.promise;
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    cutAll,
    stop: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      cutAll();
      await closed.promise;
    },
  };
};
