import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

/** What an endpoint said: a status, or nothing, for this reason. */
export type Reply =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'unanswered'; readonly why: string };

/** A request to an endpoint. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Posts as SNS does: UTF-8 text, one connection a message. It follows no redirects. Never rejects. */
export function post({ url, headers, body, timeoutMs, signal }: Post): Promise<Reply> {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  const late = AbortSignal.timeout(timeoutMs);
  const send = url.startsWith('https:') ? overHttps : overHttp;
  const sending = send(
    url,
    {
      method: 'POST',
      agent: false,
      signal: AbortSignal.any([signal, late]),
      headers: {
        'content-type': 'text/plain; charset=UTF-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Amazon Simple Notification Service Agent',
        ...headers,
      },
    },
    (response) => {
      response.resume();
      response.on('error', () => undefined);
      resolve({ kind: 'answered', status: response.statusCode ?? 0 });
    },
  );
  sending.on('error', (error) =>
    resolve({ kind: 'unanswered', why: late.aborted ? `no answer in ${timeoutMs} ms` : error.message }),
  );
  sending.end(body);
  return promise;
}
