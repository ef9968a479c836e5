import { type ServerParts, startJsonHttp } from '../ecs/http/server.ts';
import { type Answering, startAnswering } from './answering.ts';

/** A running service of AWS that only answers. */
export type JsonSandbox = Answering;

/** Starts a service on 127.0.0.1 that speaks AWS JSON. */
export const startJsonSandbox = (
  parts: Pick<ServerParts, 'service' | 'account' | 'perform' | 'streams'>,
  now: () => number = Date.now,
): Promise<JsonSandbox> =>
  startAnswering((watched) => startJsonHttp({ ...parts, ...watched, changed: () => undefined }, 0), now);
