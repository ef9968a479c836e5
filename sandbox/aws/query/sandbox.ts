import { type Faults, faults } from '../../ecs/http/faults.ts';
import type { RecordedCall } from '../../ecs/http/record.ts';
import { type QueryParts, startQueryHttp } from './server.ts';

/** A running service of AWS that speaks the query protocol. */
export interface QuerySandbox {
  /** For AWS_ENDPOINT_URL_…. Any credentials do; the region is that of the signature. */
  readonly url: string;
  readonly faults: Faults;
  /** Every call that arrived, oldest first. */
  readonly record: readonly RecordedCall[];
  /** While away it can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  stop(): Promise<void>;
}

/** Starts one on 127.0.0.1. */
export async function startQuerySandbox(
  parts: Pick<QueryParts, 'service' | 'account' | 'perform'>,
  now: () => number = Date.now,
): Promise<QuerySandbox> {
  const troubles = faults();
  const record: RecordedCall[] = [];
  let away = false;
  const http = await startQueryHttp({
    ...parts,
    faults: troubles,
    now,
    away: () => away,
    recorded: (call) => record.push(call),
  });
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
