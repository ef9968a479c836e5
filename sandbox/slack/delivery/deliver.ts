import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it goes to the bot, byte for byte. */
export interface OutgoingRequest {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * How a delivery ended: `acked` is a 2xx in time, `invalid-ack` a 2xx whose body Slack can't show, `refused` any
 * other status, `timeout` no complete answer within the limit, `unreachable` no answer at all.
 */
export type Outcome = 'acked' | 'invalid-ack' | 'refused' | 'timeout' | 'unreachable';

/** What was sent to the bot and what came back. */
export interface Delivery {
  outcome: Outcome;
  /** The HTTP status; null when there was none. */
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
