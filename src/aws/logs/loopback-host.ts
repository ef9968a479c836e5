import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';

/** A host of this machine with the prefix that the SDK puts before it for a stream (`stream-`). */
const PREFIXED = /^[a-z]+-(127(?:\.\d{1,3}){3}|localhost)$/;

/**
 * StartLiveTail goes to a host of its own, `stream-logs.REGION…`, for which the SDK puts a prefix before any endpoint.
 * Before one on this machine it would name a host that isn't there, so it is taken off again; AWS's stay as they are.
 */
export function withoutLoopbackPrefix(client: CloudWatchLogsClient): CloudWatchLogsClient {
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (typeof request === 'object' && request !== null && 'hostname' in request) {
        const [, own] = PREFIXED.exec(String(request.hostname)) ?? [];
        if (own !== undefined) request.hostname = own;
      }
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'withoutLoopbackPrefix' },
  );
  return client;
}
