import { type Faults, faults } from '../ecs/http/faults.ts';
import type { RecordedCall } from '../ecs/http/record.ts';
import { type ServerParts, startJsonHttp } from '../ecs/http/server.ts';

/** A running service of AWS that only answers. */
export interface JsonSandbox {
  /** For AWS_ENDPOINT_URL_…. Any credentials do; the region is that of the signature. */
  readonly url: string;
  readonly faults: Faults;
  /** Every call that arrived, oldest first. */
  readonly record: readonly RecordedCall[];
  /** While away it can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  stop(): Promise<void>;
}

/** Starts a service on 127.0.0.1 that speaks AWS JSON. */
export async function startJsonSandbox(
  parts: Pick<ServerParts, 'service' | 'account' | 'perform' | 'streams'>,
  now: () => number = Date.now,
): Promise<JsonSandbox> {
  const troubles = faults();
  const record: RecordedCall[] = [];
  let away = false;
  const http = await startJsonHttp(
    {
      ...parts,
      faults: troubles,
      now,
      away: () => away,
      recorded: (call) => record.push(call),
      changed: () => undefined,
    },
    0,
  );
  return {
    url: http.url,
    faults: troubles,
    record,
    away: (on) => {
      away = on;
      if (on) http.cutAll();
    },
    stop: () => http.stop(),
  };
}
