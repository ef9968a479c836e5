import { CloudWatchLogsClient, StartLiveTailCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, it } from 'vitest';
import { withoutLoopbackPrefix } from '../../../src/aws/logs/loopback-host.ts';

/** Where a live tail would be asked for; nothing is sent. */
async function hostOf(endpoint?: string): Promise<unknown> {
  const client = withoutLoopbackPrefix(
    new CloudWatchLogsClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'test' },
      maxAttempts: 1,
      ...(endpoint === undefined ? {} : { endpoint }),
    }),
  );
  let host: unknown;
  client.middlewareStack.add(
    () => (args) => {
      host = Reflect.get(Object(args.request), 'hostname');
      return Promise.reject(new Error('not sent'));
    },
    { step: 'finalizeRequest', priority: 'low', name: 'notSent' },
  );
  const asked = new StartLiveTailCommand({ logGroupIdentifiers: ['arn:aws:logs:us-east-1:1:log-group:g'] });
  await expect(client.send(asked)).rejects.toThrow('not sent');
  return host;
}

it.each([
  ["AWS's own host keeps its prefix", undefined, 'stream-logs.us-east-1.amazonaws.com'],
  ['another host keeps it, too', 'https://logs.example.amazonaws.com', 'stream-logs.example.amazonaws.com'],
  ['an address of this machine has none', 'http://127.0.0.1:4566', '127.0.0.1'],
  ['nor has its name', 'http://localhost:4566', 'localhost'],
])('%s', async (_name, endpoint, host) => {
  expect(await hostOf(endpoint)).toBe(host);
});
