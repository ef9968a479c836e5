import type { DurationMs } from '../domain/clock.ts';

/** Codes of Node.js ("Common system errors", TLS "X509 certificate error codes") and of undici, in a person's words. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection cut',
  UND_ERR_SOCKET: 'connection cut',
  ENOTFOUND: "host name isn't known",
  EAI_AGAIN: "host name can't be looked up",
  EHOSTUNREACH: "host can't be reached",
  ENETUNREACH: "network can't be reached",
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  CERT_HAS_EXPIRED: 'certificate expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate of another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate isn't trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate isn't trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate isn't trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate isn't trusted",
};

/** Why there was no answer, in a few words: of what fetch threw, the innermost code that says something. */
export function silenceOf(error: unknown, timeout: DurationMs): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer for ${timeout / 1000} s`;
  const code = codeOf(error);
  if (code === undefined) return 'no answer';
  return WORDS[code] ?? `no answer (${code})`;
}

/** fetch wraps the reason in `cause`; several addresses of a host in `errors`. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  const code: unknown = Reflect.get(error, 'code');
  return codeOf(inner) ?? (typeof code === 'string' ? code : undefined);
}
