import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Faults, faults, type Trouble } from '../ecs/http/faults.ts';
import { getRole } from './get-role.ts';
import { errorXml, IamError, responseXml, type XmlAnswer } from './query.ts';
import type { Roles } from './roles.ts';

/** A running IAM of one account. */
export interface IamSandbox {
  /** For AWS_ENDPOINT_URL_IAM. Any credentials do. */
  readonly url: string;
  readonly roles: Roles;
  readonly faults: Faults;
  /** The actions that arrived, oldest first. */
  readonly actions: readonly string[];
  stop(): Promise<void>;
}

/** Starts an IAM on 127.0.0.1. It is one for all regions, and takes only what is signed for us-east-1. */
export async function startIamSandbox(roles: Roles): Promise<IamSandbox> {
  const troubles = faults();
  const actions: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response, { roles, troubles, actions }).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    roles,
    faults: troubles,
    actions,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Parts {
  readonly roles: Roles;
  readonly troubles: Faults;
  readonly actions: string[];
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const form = new URLSearchParams(await text(request));
  const action = form.get('Action') ?? '';
  parts.actions.push(action);
  const trouble = parts.troubles.take(action);
  if (trouble?.kind === 'hold') {
    trouble.reached();
    await trouble.released;
  }
  if (trouble?.kind === 'reset') {
    response.destroy();
    return;
  }
  const { status, body } = ready(request, form, action, parts.roles, trouble);
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
}

function ready(
  request: IncomingMessage,
  form: URLSearchParams,
  action: string,
  roles: Roles,
  trouble: Trouble | undefined,
): XmlAnswer {
  try {
    if (trouble?.kind === 'garbage') return { status: 200, body: '<html>this is not what AWS says</html>' };
    if (trouble) strike(trouble, action, roles.account);
    // IAM endpoints and quotas: of the partition aws, us-east-1 alone.
    if (!/Credential=[^/]+\/\d{8}\/us-east-1\/iam\/aws4_request/.test(request.headers.authorization ?? ''))
      throw new IamError(403, 'SignatureDoesNotMatch', 'Credential should be scoped to a valid region.');
    if (action !== 'GetRole')
      throw new IamError(400, 'InvalidAction', `Could not find operation ${action} here.`);
    return responseXml(action, getRole(form, roles));
  } catch (error) {
    if (error instanceof IamError) return errorXml(error);
    throw error;
  }
}

function strike(trouble: Trouble, action: string, account: string): void {
  if (trouble.kind === 'throttle') throw new IamError(400, 'Throttling', 'Rate exceeded');
  if (trouble.kind === 'deny')
    throw new IamError(
      403,
      'AccessDenied',
      `User: arn:aws:sts::${account}:assumed-role/wheelhouse/wheelhouse is not authorized to perform: iam:${action} on resource: role because no identity-based policy allows the iam:${action} action`,
    );
  if (trouble.kind === 'status')
    throw new IamError(trouble.status, trouble.code ?? 'ServiceFailure', 'Service Unavailable');
}
