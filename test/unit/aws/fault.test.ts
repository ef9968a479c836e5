import { createServer } from 'node:net';
import { ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { describe, expect, it } from 'vitest';
import { NoCredentials } from '../../../src/aws/credentials.ts';
import { faultOf } from '../../../src/aws/fault.ts';
import { nothingWasSent } from '../../../src/aws/network-error.ts';

const call = { call: 'ecs:UpdateService', what: 'service registry' };
const named = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name }, more);
const aws = (name: string, message: string, httpStatusCode = 400) =>
  named(name, message, { $fault: 'client', $metadata: { httpStatusCode } });
const system = (code: string, syscall: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
const denial = (action: string) =>
  `User: arn:aws:sts::123456789012:assumed-role/bot/bot is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`;

describe('what an error of the SDK means', () => {
  it.each([
    ['a refused connection', system('ECONNREFUSED', 'connect'), 'unreachable'],
    ['a name that is not known', system('ENOTFOUND', 'getaddrinfo'), 'unreachable'],
    ['a connection that the system gave up', system('ETIMEDOUT', 'connect'), 'unreachable'],
    [
      'every address refused',
      new AggregateError([system('ECONNREFUSED', 'connect'), system('ENETUNREACH', 'connect')]),
      'unreachable',
    ],
    [
      'a certificate not accepted',
      Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' }),
      'unreachable',
    ],
    ['a reset', system('ECONNRESET', 'read'), 'unanswered'],
    ['a broken pipe', system('EPIPE', 'write'), 'unanswered'],
    ['a socket that hung up', new Error('socket hang up'), 'unanswered'],
    [
      'an answer cut in the middle',
      named('Error', 'aborted', { code: 'ECONNRESET', $metadata: { httpStatusCode: 200 } }),
      'unanswered',
    ],
    ['a server’s fault', aws('ServerException', 'try again', 500), 'unanswered'],
    [
      'a proxy’s page with 502',
      named('SyntaxError', 'Unexpected token <', { $metadata: { httpStatusCode: 502 } }),
      'unanswered',
    ],
    [
      'a page with 200',
      named('SyntaxError', 'Unexpected token <', { $metadata: { httpStatusCode: 200 } }),
      'malformed',
    ],
    ['something never seen', 'nonsense', 'unanswered'],
    ['a cluster that is not there', aws('ClusterNotFoundException', 'Cluster not found.'), 'missing'],
    ['a quota', aws('LimitExceededException', 'The limit for the resource was exceeded.'), 'invalid'],
    ['TooManyRequestsException', aws('TooManyRequestsException', 'slow down', 429), 'throttled'],
    ['an expired token', aws('ExpiredTokenException', 'The security token is expired'), 'invalid'],
  ])('%s', (_, error, kind) => {
    expect(faultOf(error, call)).toMatchObject({ kind, call: 'ecs:UpdateService' });
  });

  it('a denial names the action that AWS names, which may be another than the call', () => {
    const named = faultOf(aws('AccessDeniedException', denial('iam:PassRole')), call);
    const unnamed = faultOf(aws('AccessDeniedException', 'no'), call);
    expect([named, unnamed]).toMatchObject([{ action: 'iam:PassRole' }, { action: 'ecs:UpdateService' }]);
  });

  it('carries the original error in short and the id of the request, for the log', () => {
    const error = named('ThrottlingException', 'Rate exceeded', {
      $fault: 'client',
      $metadata: { httpStatusCode: 400, requestId: 'b0c1-42' },
    });
    expect(faultOf(error, call)).toMatchObject({
      cause: 'ThrottlingException: Rate exceeded',
      requestId: 'b0c1-42',
    });
    expect(faultOf(system('ECONNRESET', 'read'), call)).not.toHaveProperty('requestId');
  });

  it('without credentials nothing was sent, even when STS hung up half-way', () => {
    const role = 'arn:aws:iam::123456789012:role/bot';
    const assume = (cause: Error) => faultOf(new NoCredentials(role, cause), call);
    const hungUp = assume(system('ECONNRESET', 'read'));
    expect(hungUp.kind).toBe('unreachable');
    expect(hungUp.detail).toContain(role);
    expect(assume(aws('AccessDenied', denial('sts:AssumeRole')))).toMatchObject({
      kind: 'denied',
      action: 'sts:AssumeRole',
    });
    expect(assume(aws('Throttling', 'Rate exceeded'))).toMatchObject({ kind: 'throttled' });
  });
});

describe('the time-outs of the real HTTP handler', () => {
  /** A host that takes connections and never says anything. */
  const silentHost = async () => {
    const server = createServer();
    const listening = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
  };

  const errorsOf = async (options: ConstructorParameters<typeof NodeHttpHandler>[0], calls: number) => {
    const host = await silentHost();
    const requestHandler = new NodeHttpHandler(options);
    const client = new ECSClient({
      region: 'us-east-1',
      endpoint: host.endpoint,
      credentials: { accessKeyId: 'AKIDSANDBOX', secretAccessKey: 'sandbox' },
      maxAttempts: 1,
      requestHandler,
    });
    const sent = Array.from({ length: calls }, () =>
      client.send(new ListClustersCommand({})).then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
    const errors = await Promise.all(sent);
    client.destroy();
    host.close();
    return errors;
  };

  it('of the answer: it may have happened', async () => {
    const [error] = await errorsOf({ requestTimeout: 50, throwOnRequestTimeout: true }, 1);
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(nothingWasSent(error)).toBe(false);
    expect(faultOf(error, call)).toMatchObject({ kind: 'unanswered' });
  });

  it('of connecting: nothing was sent', async () => {
    // The first call takes the only connection, so the second one gets none in time, as with a host that is away.
    const options = {
      connectionTimeout: 50,
      requestTimeout: 200,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: 1 },
    };
    const [, error] = await errorsOf(options, 2);
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(faultOf(error, call)).toMatchObject({ kind: 'unreachable' });
  });
});
