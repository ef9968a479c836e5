import { listsAlert } from '../domain/alarm/read/read-alert-list.ts';
import type { DurationMs } from '../domain/clock.ts';
import type { Fault } from '../domain/fault/fault.ts';
import type { AlertStates } from '../domain/ports/alert-states.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { silenceOf } from './silence.ts';

/** An Alertmanager, or a cluster of them behind one address. Both may hold a secret, so no fault shows them. */
export interface Alertmanager {
  /** Up to where `/api/v2` begins. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
}

/** What is called, in words for the log. */
const CALL = 'alertmanager:alerts';
/** Alerts of one name are a few kilobytes; more than this is no answer for us. */
const MOST_BYTES = 4 * 1024 * 1024;
/** A label's value that stands in a filter as it is (Alertmanager, "Alert matching"). */
const PLAIN_NAME = /^[\w .:/-]+$/;

/**
 * Asks each Alertmanager for the alerts of that name which it has now (`GET /api/v2/alerts`: active, silenced and inhibited
 * ones unless told otherwise). `timeout` is for all of an answer.
 */
export const alertStates = (all: readonly Alertmanager[], timeout: DurationMs): AlertStates => ({
  async read({ fingerprint, name }) {
    const answers = await Promise.all(all.map((one) => lists(one, { fingerprint, name }, timeout)));
    if (answers.some((answer) => answer.ok && answer.value)) return ok('firing');
    const failed = answers.find((answer) => !answer.ok);
    return failed && !failed.ok ? failed : ok('unlisted');
  },
});

async function lists(
  { url, token }: Alertmanager,
  { fingerprint, name }: Parameters<AlertStates['read']>[0],
  timeout: DurationMs,
): Promise<Result<boolean, Fault>> {
  try {
    const response = await fetch(addressOf(url, name), {
      // A login page is no answer.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: {
        accept: 'application/json',
        'user-agent': 'wheelhouse',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    if (!response.ok) {
      // Unread, the body would hold its connection.
      await response.body?.cancel().catch(() => undefined);
      return err(refusal(response.status));
    }
    const answer = await textOf(response);
    const isListed = answer === undefined ? undefined : listsAlert(answer, fingerprint);
    return isListed === undefined
      ? err({ kind: 'malformed', call: CALL, detail: 'not a list of alerts' })
      : ok(isListed);
  } catch (error) {
    return err({ kind: 'unanswered', call: CALL, detail: silenceOf(error, timeout) });
  }
}

function addressOf(url: string, name: string | undefined): URL {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/api/v2/alerts`;
  if (name !== undefined && PLAIN_NAME.test(name))
    address.searchParams.append('filter', `alertname="${name}"`);
  return address;
}

/** All of an answer; undefined where it is longer than anything that we asked for. */
async function textOf(response: Response): Promise<string | undefined> {
  const { body }: { readonly body: AsyncIterable<Uint8Array> | null } = response;
  if (!body) return '';
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (bytes > MOST_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function refusal(status: number): Fault {
  const detail = `answered ${status}`;
  if (status === 429) return { kind: 'throttled', call: CALL, detail };
  return status >= 500 ? { kind: 'unanswered', call: CALL, detail } : { kind: 'invalid', call: CALL, detail };
}
