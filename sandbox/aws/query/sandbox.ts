import { type Answering, startAnswering } from '../answering.ts';
import { type QueryParts, startQueryHttp } from './server.ts';

/** Starts a service of AWS on 127.0.0.1 that speaks the query protocol. */
export const startQuerySandbox = (
  parts: Pick<QueryParts, 'service' | 'account' | 'perform'>,
  now: () => number = Date.now,
): Promise<Answering> => startAnswering((watched) => startQueryHttp({ ...parts, ...watched }), now);
