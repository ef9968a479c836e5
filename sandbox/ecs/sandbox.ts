import { performEcs } from './api/all.ts';
import type { Faults } from './http/faults.ts';
import { faults } from './http/faults.ts';
import { BUCKETS, limiter, unlimited } from './http/rates.ts';
import type { RecordedCall } from './http/record.ts';
import { startJsonHttp } from './http/server.ts';
import type { Pace, Pull, ServiceKey, ServiceSeed, TaskFailure } from './world/options.ts';
import type { ServiceState } from './world/state.ts';
import { World } from './world/world.ts';

/** What an ECS sandbox is made of. */
export interface EcsSandboxOptions {
  /** 12 digits; the same in every region. */
  account: string;
  services: readonly ServiceSeed[];
  /** How fast its world moves, in milliseconds; each part has a default. */
  pace?: Partial<Pace>;
  /** Where images come from; without it every image is there. */
  pull?: Pull;
  /** Whether it throttles as the real one does; it doesn't unless told. */
  rates?: 'ecs' | 'off';
  /** Milliseconds since the epoch. Default: Date.now. */
  now?: () => number;
  /** Where to listen on 127.0.0.1; 0, the default, takes any free port. */
  port?: number;
}

/** A running ECS. */
export interface EcsSandbox {
  /** For AWS_ENDPOINT_URL_ECS: `http://127.0.0.1:PORT`. Any credentials do; the region is that of the signature. */
  readonly url: string;
  readonly world: World;
  readonly faults: Faults;
  /** Every call that arrived, oldest first, those still unanswered included. */
  readonly record: readonly RecordedCall[];
  /** The calls of one operation, oldest first. */
  calls(operation: string): RecordedCall[];
  /** A service as it is now, whatever reads see: a copy. Throws when there is no such service. */
  service(region: string, cluster: string, service: string): ServiceState;
  /** All services as they are now: copies. */
  services(): ServiceState[];
  /** From now on tasks that start fail so; undefined heals it. Throws when there is no such service. */
  script(key: ServiceKey, failure: { kind: TaskFailure } | undefined): void;
  /** From now on reads lag this many milliseconds behind writes; 0 ends it. */
  setReadLag(lagMs: number): void;
  /** While away ECS can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  /** Calls the listener after each change of the world and each call; answers how to stop that. */
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

/** Starts an ECS on 127.0.0.1 whose world moves by itself. Rejects when the port is taken. */
export const startEcsSandbox = async (options: EcsSandboxOptions): Promise<EcsSandbox> => {
  const now = options.now ?? Date.now;
  const world = new World({ ...options, startAt: now() });
  const troubles = faults();
  const record: RecordedCall[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  let away = false;
  const http = await startJsonHttp(
    {
      service: { target: 'AmazonEC2ContainerServiceV20141113', signing: 'ecs' },
      account: world.account,
      perform: (request) => {
        world.advanceTo(now());
        return performEcs(request, world);
      },
      faults: troubles,
      rates: options.rates === 'ecs' ? limiter(BUCKETS, now) : unlimited,
      now,
      away: () => away,
      recorded: (call) => {
        record.push(call);
        changed();
      },
      changed,
    },
    options.port ?? 0,
  );
  // Others look at this world too, and what happens when they do is no less news: an ELB, the logs.
  world.whenMoved(changed);
  const advance = () => {
    world.advanceTo(now());
  };
  const timer = setInterval(advance, world.pace.tickMs);
  timer.unref();
  return {
    url: http.url,
    world,
    faults: troubles,
    record,
    calls: (operation) => record.filter((call) => call.call === operation),
    service: (region, cluster, service) => {
      advance();
      return world.service({ region, cluster, service });
    },
    services: () => {
      advance();
      return world.services();
    },
    script: (key, failure) => {
      advance();
      world.script(key, failure);
      changed();
    },
    setReadLag: (lagMs) => {
      advance();
      world.setReadLag(lagMs);
    },
    away: (on) => {
      away = on;
      if (on) http.cutAll();
      changed();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      clearInterval(timer);
      await http.stop();
    },
  };
};
