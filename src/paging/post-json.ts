import type { DurationMs } from '../domain/clock.ts';
import type { Fault } from '../domain/fault/fault.ts';
import { err, ok, type Result } from '../domain/result.ts';

/** Something to be posted: where, and what. The address may hold a secret, so no fault shows it. */
export interface JsonPost {
  /** What is called, in words for the log: `pagerduty:enqueue`. */
  readonly call: string;
  readonly url: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeout: DurationMs;
}

const CONNECTION = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/;
const DETAIL = 200;

/** Posts JSON once. 2xx is done; redirects aren't followed; nothing throws. */
export async function postJson({
  call,
  url,
  body,
  headers,
  timeout,
}: JsonPost): Promise<Result<undefined, Fault>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: { 'content-type': 'application/json', 'user-agent': 'wheelhouse', ...headers },
      body: JSON.stringify(body),
    });
    // Unread, the body would hold its connection.
    await response.body?.cancel().catch(() => undefined);
    return response.ok ? ok(undefined) : err(refusal(call, response.status));
  } catch (error) {
    return err(silence(call, error));
  }
}

function refusal(call: string, status: number): Fault {
  const detail = `answered ${status}`;
  if (status === 429) return { kind: 'throttled', call, detail };
  return status >= 500 ? { kind: 'unanswered', call, detail } : { kind: 'invalid', call, detail };
}

function silence(call: string, error: unknown): Fault {
  const code: unknown =
    error instanceof Error && error.cause instanceof Error ? Reflect.get(error.cause, 'code') : '';
  if (error instanceof Error && error.name === 'TimeoutError')
    return { kind: 'unanswered', call, detail: 'no answer in time' };
  return {
    kind: CONNECTION.test(String(code)) ? 'unreachable' : 'unanswered',
    call,
    detail: `no answer (${String(code === '' ? 'no connection' : code).slice(0, DETAIL)})`,
  };
}
