import { createHmac } from 'node:crypto';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** What came back over HTTP. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** A request byte for byte as the attacker sends it. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body: string;
}

/** Sends it on a connection of its own. */
export const post = (
  url: string,
  { method = 'POST', path = '/slack/events', headers = {}, body }: Sent,
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const outgoing = httpRequest(
      {
        hostname,
        port,
        path,
        method,
        agent: false,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        text(response).then((said) => resolve({ status: response.statusCode ?? 0, body: said }), reject);
      },
    );
    outgoing.on('error', reject).end(body);
  });

/** Slack's content types. */
export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
export const JSON_TYPE = { 'content-type': 'application/json' };

/** A signature with a secret of the attacker's own. */
export function signedWith(secret: string, body: string): Record<string, string> {
  const at = Math.floor(Date.now() / 1000);
  const mac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${mac}` };
}
