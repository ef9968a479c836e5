import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Watched } from '../aws/answering.ts';
import { type Listening, listen } from '../aws/listen.ts';
import type { Trouble } from '../ecs/http/faults.ts';
import type { RecordedCall } from '../ecs/http/record.ts';
import type { Buckets } from './buckets.ts';
import { S3Error } from './error.ts';
import { perform, refused, type S3Answer } from './perform.ts';
import { callOf, type S3Request } from './request.ts';

/** What the server needs. */
export interface S3Parts extends Watched {
  readonly buckets: Buckets;
}

/** Signature version 4: Credential=AKID/date/region/s3/aws4_request. */
const SCOPE = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/s3\/aws4_request/;

function performed(parts: S3Parts, request: S3Request, call: RecordedCall): S3Answer {
  try {
    const done = perform(parts.buckets, request);
    call.didIt = true;
    return done;
  } catch (error) {
    if (error instanceof S3Error) return refused(error);
    throw error;
  }
}

/** The call with this trouble in its way. No answer means that the connection is cut. */
async function answer(
  parts: S3Parts,
  request: S3Request,
  call: RecordedCall,
  trouble: Trouble | undefined,
): Promise<S3Answer | undefined> {
  switch (trouble?.kind) {
    case undefined:
      return performed(parts, request, call);
    case 'throttle':
      return refused(new S3Error(503, 'SlowDown', 'Please reduce your request rate.'));
    case 'deny': {
      const who = `arn:aws:sts::123456789012:assumed-role/wheelhouse`;
      const said = `User: ${who} is not authorized to perform: s3:${request.call} on resource: "arn:aws:s3:::${request.bucket}/${request.key}"`;
      return refused(new S3Error(403, 'AccessDenied', said));
    }
    case 'garbage':
      performed(parts, request, call);
      return { status: 200, body: 'this is not what S3 says' };
    case 'status':
      if (trouble.when === 'after') performed(parts, request, call);
      return refused(new S3Error(trouble.status, trouble.code ?? 'InternalError', 'Please try again.'));
    case 'reset':
      if (trouble.when === 'after') performed(parts, request, call);
      return undefined;
    case 'hold': {
      const early = trouble.when === 'after' ? performed(parts, request, call) : undefined;
      trouble.reached();
      await trouble.released;
      return early ?? performed(parts, request, call);
    }
  }
}

async function handle(parts: S3Parts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(incoming);
  const { pathname, searchParams: query } = new URL(incoming.url ?? '/', 'http://s3');
  const [, bucket = '', ...path] = pathname.split('/').map(decodeURIComponent);
  const key = path.join('/');
  const name = callOf(incoming.method ?? '', key, query);
  const [, region] = SCOPE.exec(incoming.headers.authorization ?? '') ?? [];
  if (region === undefined || name === undefined) {
    const { status, body: said } = refused(new S3Error(403, 'AccessDenied', 'Access Denied'));
    response.writeHead(status, { 'content-type': 'application/xml' }).end(said);
    return;
  }
  const request = { call: name, region, bucket, key, query, headers: incoming.headers, body };
  const input = { bucket, key, query: Object.fromEntries(query) };
  const call: RecordedCall = {
    ...{ at: parts.now(), call: name, region, input, answer: 'pending', didIt: false },
  };
  parts.recorded(call);
  const ready = await answer(parts, request, call, parts.faults.take(name));
  if (ready === undefined || parts.away() || response.destroyed) {
    call.answer = 'cut';
    response.destroy();
    return;
  }
  call.answer = ready.status;
  response.writeHead(ready.status, { 'content-type': 'application/xml', ...ready.headers }).end(ready.body);
}

/** Starts S3's REST API on 127.0.0.1. */
export const startS3Http = (parts: S3Parts): Promise<Listening> =>
  listen((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      if (!request.destroyed) console.error('The S3 sandbox failed:', error);
      response.destroy();
    });
  });
