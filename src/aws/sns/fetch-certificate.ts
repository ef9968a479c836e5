import type { DurationMs } from '../../domain/clock.ts';

/** Node's `fetch`, as far as it is used here. A test's may lead to a server of its own. */
export type Fetch = (
  url: string,
  init: { readonly redirect: 'error'; readonly signal: AbortSignal },
) => Promise<Response>;

/** SNS's certificates have some 2 KiB. */
const MOST_BYTES = 16 * 1024;

/** What an address gave: its text, or a status other than 200. */
export type Fetched =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number }
  /** No whole answer: no connection, a redirect, too late or too much. */
  | { readonly kind: 'none'; readonly why: string };

/** Asks an address once. Follows no redirect, reads 16 KiB at most, takes no longer than `within` for all of it. Never throws. */
export async function fetchCertificate(fetch: Fetch, url: string, within: DurationMs): Promise<Fetched> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new Error(`no whole answer in ${within} ms`)), within);
  try {
    const response = await fetch(url, { redirect: 'error', signal: ending.signal });
    if (response.status !== 200) return { kind: 'status', status: response.status };
    const text = await bounded(response);
    return text === undefined
      ? { kind: 'none', why: `more than ${MOST_BYTES} bytes` }
      : { kind: 'text', text };
  } catch (error) {
    return { kind: 'none', why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    // Whatever of the answer nobody has read ends with this.
    ending.abort();
  }
}

async function bounded(response: Response): Promise<string | undefined> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
