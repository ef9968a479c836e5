/** Codes of a host that can't be found or reached: no connection was made (Node.js, Errors, "Common system errors"). */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
]);

/** A certificate that isn't accepted ends the TLS handshake, before the request is sent (Node.js, TLS, X509 codes). */
const CERTIFICATE = /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** @smithy/node-http-handler, set-connection-timeout: the only time-out that comes before a connection. */
const CONNECT_TIMEOUT = /did not establish a connection/;

const textOf = (value: unknown, key: string): string => {
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
};

/**
 * Whether an error of the HTTP handler says for certain that nothing was sent. Its TimeoutError comes in two kinds:
 * of connecting (nothing sent) and of the answer (it may have happened). In doubt: false.
 */
export const nothingWasSent = (error: unknown): boolean => {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(nothingWasSent);
  const code = textOf(error, 'code');
  const syscall = textOf(error, 'syscall');
  return (
    NOT_CONNECTED.has(code) ||
    CERTIFICATE.test(code) ||
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    (textOf(error, 'name') === 'TimeoutError' && CONNECT_TIMEOUT.test(textOf(error, 'message')))
  );
};

/** Codes of a connection that broke, or of an answer that didn't come, after something may have been sent. */
const BROKEN = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EPROTO']);

/** Whether an error of the HTTP handler says that the answer didn't come, or not whole. */
export const brokeOff = (error: unknown): boolean =>
  BROKEN.has(textOf(error, 'code')) ||
  ['TimeoutError', 'AbortError'].includes(textOf(error, 'name')) ||
  /socket hang up|aborted/.test(textOf(error, 'message'));
