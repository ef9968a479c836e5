import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const hostname = (host: string): string | undefined =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;

/**
 * Whether a request was made by a person at this machine on this page: the host is a loopback name (no rebound
 * DNS name), and the origin, when a browser gives one, is the page itself (no other site).
 */
export const isOurs = ({ host, origin }: IncomingHttpHeaders): boolean => {
  if (host === undefined || !LOOPBACK.has(hostname(host) ?? '')) return false;
  return origin === undefined || origin === `http://${host}`;
};
