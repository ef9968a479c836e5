import { type Faults, faults } from '../ecs/http/faults.ts';
import type { RecordedCall } from '../ecs/http/record.ts';
import { type ServerParts, startJsonHttp } from '../ecs/http/server.ts';

/** A running service of AWS that only answers. */
export interface JsonSandbox {
  readonly url: string;
  readonly faults: Faults;
  /** Every call that arrived, oldest first. */
  readonly record: readonly RecordedCall[];
  stop(): Promise<void>;
}

/** Starts a service on 127.0.0.1 that speaks AWS JSON 1.1. */
export async function startJsonSandbox(
  parts: Pick<ServerParts, 'service' | 'account' | 'perform'>,
): Promise<JsonSandbox> {
  const troubles = faults();
  const record: RecordedCall[] = [];
  const http = await startJsonHttp(
    {
      ...parts,
      faults: troubles,
      now: Date.now,
      away: () => false,
      recorded: (call) => record.push(call),
      changed: () => undefined,
    },
    0,
  );
  return { url: http.url, faults: troubles, record, stop: () => http.stop() };
}
