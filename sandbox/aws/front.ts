import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { accountOf } from './access-key.ts';
import { assumeRole } from './assume-role.ts';

/** One endpoint for STS and for the ECS of several accounts. */
export interface AwsFront {
  /** For AWS_ENDPOINT_URL. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the endpoint; `ecs` says where each account's ECS listens. A request goes to the account that signed it. */
export async function startAwsFront(ecs: ReadonlyMap<string, string>): Promise<AwsFront> {
  const server = createServer((request, response) => {
    answer(request, response, ecs).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  ecs: ReadonlyMap<string, string>,
): Promise<void> {
  const body = await buffer(request);
  if (request.headers['x-amz-target'] === undefined) {
    const { status, type, body: text } = assumeRole(body.toString('utf8'), [...ecs.keys()], Date.now());
    response.writeHead(status, { 'content-type': type }).end(text);
    return;
  }
  const account = accountOf(request.headers.authorization);
  const upstream = account === undefined ? undefined : ecs.get(account);
  if (upstream === undefined) {
    const denied = {
      __type: 'AccessDeniedException',
      Message: `Account ${account ?? 'unknown'} has no ECS here`,
    };
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(denied));
    return;
  }
  forward(request, body, response, upstream);
}

/** Hands a request on byte by byte. A connection that is cut behind is cut in front, too. */
function forward(request: IncomingMessage, body: Buffer, response: ServerResponse, upstream: string): void {
  const { method, url, headers } = request;
  const onward = httpRequest(new URL(url ?? '/', upstream), { method, headers }, (back) => {
    response.writeHead(back.statusCode ?? 502, back.headers);
    back.pipe(response);
    back.on('error', () => response.destroy());
  });
  onward.on('error', () => response.destroy());
  onward.end(body);
}
