import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * A request as it goes to the bot: byte for byte by HTTP; in Socket Mode its body is what the envelope carries, and
 * of the headers only those that say that it is a retry count.
 */
export interface OutgoingRequest {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * How a delivery ended: `acked` is a 2xx or an acknowledged envelope in time, `invalid-ack` one whose body Slack
 * can't show, `refused` any other status, `timeout` no complete answer within the limit, `unreachable` no answer at
 * all, or no connection to send it over.
 */
export type Outcome = 'acked' | 'invalid-ack' | 'refused' | 'timeout' | 'unreachable';

/** What was sent to the bot and what came back. */
export interface Delivery {
  outcome: Outcome;
  transport: 'http' | 'socket';
  /** The HTTP status; null when there was none, as in Socket Mode. */
  status: number | null;
  /** Until the answer was complete or given up. */
  ms: number;
  /** The body of the answer; empty when there was none. */
  body: string;
  /** The content type of the answer, if it had one. */
  contentType: string | undefined;
  request: OutgoingRequest;
}

const exchange = (
  url: string,
  { headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    // No agent: each delivery has its own connection, so that a stopping bot isn't kept open by the sandbox.
    const outgoing = httpRequest(url, {
      method: 'POST',
      agent: false,
      signal,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    outgoing.on('response', resolve).on('error', reject).end(body);
  });

/** Sends the request and waits at most `limitMs`. Never rejects: what goes wrong is the outcome. */
export const deliver = async (url: string, request: OutgoingRequest, limitMs: number): Promise<Delivery> => {
  const started = performance.now();
  const signal = AbortSignal.timeout(limitMs);
  const end = (outcome: Outcome, status: number | null, body: string, contentType?: string): Delivery => ({
    outcome,
    transport: 'http',
    status,
    ms: Math.round(performance.now() - started),
    body,
    contentType,
    request,
  });
  try {
    const response = await exchange(url, request, signal);
    const body = await text(response);
    const status = response.statusCode ?? 0;
    const outcome = status >= 200 && status < 300 ? 'acked' : 'refused';
    return end(outcome, status, body, response.headers['content-type']);
  } catch {
    return end(signal.aborted ? 'timeout' : 'unreachable', null, '');
  }
};
