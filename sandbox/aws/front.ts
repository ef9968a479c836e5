import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { accountOf } from './access-key.ts';
import { assumeRole } from './assume-role.ts';
import { type Listening, listen } from './listen.ts';

/** Where the services of one account listen, by what their requests are signed for: `ecs`, `ecr`. */
export type AccountServices = Readonly<Record<string, string>>;

/** One endpoint for STS and for the services of several accounts: its address is for AWS_ENDPOINT_URL. */
export type AwsFront = Listening;

/** Starts the endpoint. A request goes to the account that signed it, and to the service that it is signed for. */
export const startAwsFront = (accounts: ReadonlyMap<string, AccountServices>): Promise<AwsFront> =>
  listen((request, response) => {
    answer(request, response, accounts).catch(() => response.destroy());
  });

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  accounts: ReadonlyMap<string, AccountServices>,
): Promise<void> {
  const body = await buffer(request);
  const signedFor = signingName(request.headers.authorization);
  if (signedFor === undefined || signedFor === 'sts') {
    const { status, type, body: text } = assumeRole(body.toString('utf8'), [...accounts.keys()], Date.now());
    response.writeHead(status, { 'content-type': type }).end(text);
    return;
  }
  const account = accountOf(request.headers.authorization);
  const upstream = account === undefined ? undefined : accounts.get(account)?.[signedFor];
  if (upstream === undefined) {
    const denied = {
      __type: 'AccessDeniedException',
      Message: `Account ${account ?? 'unknown'} has no ${signedFor} here`,
    };
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(denied));
    return;
  }
  forward(request, body, response, upstream);
}

/** The service in a signature's scope: Credential=AKID/date/region/service/aws4_request. */
const signingName = (authorization: string | undefined): string | undefined =>
  /Credential=[^/]+\/\d{8}\/[^/]+\/([a-z0-9-]+)\/aws4_request/.exec(authorization ?? '')?.[1];

/** Hands a request on byte by byte. A connection that is cut behind is cut in front, too. */
function forward(request: IncomingMessage, body: Buffer, response: ServerResponse, upstream: string): void {
  const { method, url, headers } = request;
  const onward = httpRequest(new URL(url ?? '/', upstream), { method, headers }, (back) => {
    response.writeHead(back.statusCode ?? 502, back.headers);
    back.pipe(response);
    back.on('error', () => response.destroy());
  });
  onward.on('error', () => response.destroy());
  // A stream goes on until somebody ends it: who is gone in front is gone behind, too.
  response.on('close', () => onward.destroy());
  onward.end(body);
}
