import { type Faults, faults } from '../ecs/http/faults.ts';
import type { RecordedCall } from '../ecs/http/record.ts';
import type { Listening } from './listen.ts';

/** A running service of AWS. */
export interface Answering {
  /** For AWS_ENDPOINT_URL_…. Any credentials do; the region is that of the signature. */
  readonly url: string;
  readonly faults: Faults;
  /** Every call that arrived, oldest first. */
  readonly record: readonly RecordedCall[];
  /** While away it can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  stop(): Promise<void>;
}

/** What its server asks and tells. */
export interface Watched {
  readonly faults: Faults;
  readonly now: () => number;
  readonly away: () => boolean;
  readonly recorded: (call: RecordedCall) => void;
}

/** Starts a service whose server a test can trouble and look at. */
export async function startAnswering(
  start: (watched: Watched) => Promise<Listening>,
  now: () => number,
): Promise<Answering> {
  const troubles = faults();
  const record: RecordedCall[] = [];
  let away = false;
  const http = await start({
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
