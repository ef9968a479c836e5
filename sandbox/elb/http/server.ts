import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Faults, Trouble } from '../../ecs/http/faults.ts';
import type { RecordedCall } from '../../ecs/http/record.ts';
import { ElbError } from '../api/error.ts';
import type { QueryRequest } from '../api/perform.ts';
import type { Xml } from '../api/xml.ts';
import { answered, denied, type QueryAnswer, refused } from './answer.ts';

/** What the server needs. `perform` does a call, or throws an ElbError. */
interface QueryParts {
  readonly account: string;
  readonly perform: (request: QueryRequest) => Xml;
  readonly faults: Faults;
  readonly now: () => number;
  readonly away: () => boolean;
  readonly recorded: (call: RecordedCall) => void;
}

/** Signature version 4: Credential=AKID/date/region/service/aws4_request (IAM User Guide, "Elements of a request"). */
const SCOPE = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/elasticloadbalancing\/aws4_request/;

function perform(parts: QueryParts, request: QueryRequest, call: RecordedCall): QueryAnswer {
  try {
    const done = answered(request.action, parts.perform(request));
    call.didIt = true;
    return done;
  } catch (error) {
    if (error instanceof ElbError) return refused(error);
    throw error;
  }
}

/** The call with this trouble in its way. No answer means that the connection is cut. */
async function answer(
  parts: QueryParts,
  request: QueryRequest,
  call: RecordedCall,
  trouble: Trouble | undefined,
): Promise<QueryAnswer | undefined> {
  switch (trouble?.kind) {
    case undefined:
      return perform(parts, request, call);
    case 'throttle':
      return refused(new ElbError('Throttling', 'Rate exceeded'));
    case 'deny':
      return refused(denied(parts.account, request.action));
    case 'garbage':
      return { status: 200, body: 'this is not what AWS says' };
    case 'status':
      return refused(new ElbError(trouble.code ?? 'InternalFailure', 'Please try again.', trouble.status));
    case 'reset':
      return undefined;
    case 'hold':
      trouble.reached();
      await trouble.released;
      return perform(parts, request, call);
  }
}

async function handle(parts: QueryParts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const input = new URLSearchParams(await text(incoming));
  const region = SCOPE.exec(incoming.headers.authorization ?? '')?.[1];
  const action = input.get('Action') ?? '';
  const call: RecordedCall = {
    at: parts.now(),
    call: action,
    region: region ?? '',
    input: Object.fromEntries(input),
    answer: 'pending',
    didIt: false,
  };
  parts.recorded(call);
  const ready =
    region === undefined
      ? refused(new ElbError('MissingAuthenticationToken', 'Missing Authentication Token', 403))
      : await answer(parts, { action, region, input }, call, parts.faults.take(action));
  if (ready === undefined || parts.away() || response.destroyed) {
    call.answer = 'cut';
    response.destroy();
    return;
  }
  call.answer = ready.status;
  response.writeHead(ready.status, { 'content-type': 'text/xml' }).end(ready.body);
}

/** Starts a server that speaks the query protocol on 127.0.0.1. */
export async function startElbHttp(
  parts: QueryParts,
): Promise<{ readonly url: string; cutAll(): void; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      if (!request.destroyed) console.error('The elasticloadbalancing sandbox failed:', error);
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    cutAll: () => server.closeAllConnections(),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
