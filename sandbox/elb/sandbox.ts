import { type Faults, faults } from '../ecs/http/faults.ts';
import type { RecordedCall } from '../ecs/http/record.ts';
import type { World } from '../ecs/world/world.ts';
import { performElb } from './api/perform.ts';
import { startElbHttp } from './http/server.ts';

/** A running Elastic Load Balancing of one account. */
export interface ElbSandbox {
  /** For AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2. Any credentials do; the region is that of the signature. */
  readonly url: string;
  readonly faults: Faults;
  /** Every call that arrived, oldest first. */
  readonly record: readonly RecordedCall[];
  /** While away it can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  stop(): Promise<void>;
}

/** Starts load balancers on 127.0.0.1 whose targets are the tasks of an ECS. */
export const startElbSandbox = async (world: World, now: () => number = Date.now): Promise<ElbSandbox> => {
  const troubles = faults();
  const record: RecordedCall[] = [];
  let away = false;
  const http = await startElbHttp({
    account: world.account,
    perform: (request) => {
      world.advanceTo(now());
      return performElb({ world: world.read(), pace: world.pace, at: world.now }, request);
    },
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
};
