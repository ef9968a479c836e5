import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';
import type { Fault } from './faults.ts';
import type { CallEnd } from './record.ts';

/** An answer to send. */
export interface HttpAnswer {
  status: number;
  body: Answer;
  headers?: Record<string, string>;
  /** What is sent instead of the body, where Slack answers in plain text. */
  plain?: string;
}

const send = (response: ServerResponse, { status, body, headers = {}, plain }: HttpAnswer): CallEnd => {
  // The caller may have given up during a hold: what was asked is done, but nobody hears it.
  if (response.destroyed) return { kind: 'cut', done: true };
  const type = plain === undefined ? 'application/json; charset=utf-8' : 'text/plain';
  response.writeHead(status, { 'content-type': type, ...headers }).end(plain ?? JSON.stringify(body));
  const rest = headers['retry-after'];
  return { kind: 'answered', status, body, ...(rest === undefined ? {} : { restS: Number(rest) }) };
};

const fail = (response: ServerResponse, status: number, done: boolean): CallEnd => {
  response.writeHead(status, { 'content-type': 'text/plain' }).end('the sandbox was told to fail');
  return { kind: 'failed', status, done };
};

const cut = (response: ServerResponse, done: boolean): CallEnd => {
  response.socket?.destroy();
  return { kind: 'cut', done };
};

/** Says "too fast" as Slack does: 429, Retry-After in seconds, error `ratelimited`. */
export const tooFast = (retryAfterS: number): HttpAnswer => ({
  status: 429,
  headers: { 'retry-after': String(retryAfterS) },
  body: { ok: false, error: 'ratelimited' },
});

/**
 * Performs a call and answers it, with this fault in the way. `reachable` is asked again after a hold:
 * Slack may have gone away meanwhile.
 */
export const answerWith = async (
  fault: Fault | undefined,
  response: ServerResponse,
  perform: () => HttpAnswer | Promise<HttpAnswer>,
  reachable: () => boolean,
): Promise<CallEnd> => {
  if (fault === undefined) return send(response, await perform());
  if (fault.kind === 'rate-limited') return send(response, tooFast(fault.retryAfterS));
  if (fault.kind === 'refused') return send(response, { status: 200, body: refuse(fault.error) });
  const before = (fault.when ?? 'before') === 'before';
  if (fault.kind === 'hold') {
    const performed = before ? undefined : await perform();
    fault.reached?.();
    await fault.release;
    if (!reachable()) return cut(response, performed !== undefined);
    return send(response, performed ?? (await perform()));
  }
  if (!before) await perform();
  return fault.kind === 'reset' ? cut(response, !before) : fail(response, fault.status, !before);
};
