import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Trouble } from '../../ecs/http/faults.ts';
import type { RecordedCall } from '../../ecs/http/record.ts';
import type { Watched } from '../answering.ts';
import { type Listening, listen } from '../listen.ts';
import { answered, denied, type QueryAnswer, type QueryService, refused } from './answer.ts';
import { QueryError } from './error.ts';
import type { Xml } from './xml.ts';

/** A request by AWS's query protocol: its action, the region of its signature, its parameters. */
export interface QueryRequest {
  readonly action: string;
  readonly region: string;
  readonly input: URLSearchParams;
}

/** What the server needs. `perform` does a call, or throws a QueryError. */
export interface QueryParts extends Watched {
  readonly service: QueryService;
  readonly account: string;
  readonly perform: (request: QueryRequest) => Xml;
}

/** Signature version 4: Credential=AKID/date/region/service/aws4_request (IAM User Guide, "Elements of a request"). */
const SCOPE = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

function perform(parts: QueryParts, request: QueryRequest, call: RecordedCall): QueryAnswer {
  try {
    const done = answered(parts.service, request.action, parts.perform(request));
    call.didIt = true;
    return done;
  } catch (error) {
    if (error instanceof QueryError) return refused(parts.service, error);
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
  const { service, account } = parts;
  switch (trouble?.kind) {
    case undefined:
      return perform(parts, request, call);
    case 'throttle':
      return refused(service, new QueryError('Throttling', 'Rate exceeded'));
    case 'deny':
      return refused(service, denied(service, account, request.action));
    case 'garbage':
      perform(parts, request, call);
      return { status: 200, body: 'this is not what AWS says' };
    case 'status': {
      if (trouble.when === 'after') perform(parts, request, call);
      const code = trouble.code ?? 'InternalFailure';
      return refused(service, new QueryError(code, 'Please try again.', trouble.status));
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
}

async function handle(parts: QueryParts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const input = new URLSearchParams(await text(incoming));
  const [, region, signing] = SCOPE.exec(incoming.headers.authorization ?? '') ?? [];
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
    region === undefined || signing !== parts.service.signing
      ? refused(
          parts.service,
          new QueryError('MissingAuthenticationToken', 'Missing Authentication Token', 403),
        )
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
export const startQueryHttp = (parts: QueryParts): Promise<Listening> =>
  listen((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      if (!request.destroyed) console.error(`The ${parts.service.signing} sandbox failed:`, error);
      response.destroy();
    });
  });
