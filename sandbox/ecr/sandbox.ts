import { type Faults, faults } from '../ecs/http/faults.ts';
import type { RecordedCall } from '../ecs/http/record.ts';
import { startJsonHttp } from '../ecs/http/server.ts';
import { performEcr } from './api/all.ts';
import type { ImageRef, Push, Registry } from './world/registry.ts';

/** A running ECR of one account. */
export interface EcrSandbox {
  /** For AWS_ENDPOINT_URL_ECR. Any credentials do; the region is that of the signature. */
  readonly url: string;
  readonly registry: Registry;
  readonly faults: Faults;
  /** Every call that arrived, oldest first. */
  readonly record: readonly RecordedCall[];
  /** Pushes an image: the tag moves to it. Answers its digest. */
  push(region: string, repository: string, push: Push): string;
  /** Takes an image away. Throws where there is none. */
  remove(region: string, repository: string, ref: ImageRef): void;
  /** While away ECR can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  stop(): Promise<void>;
}

/**
 * Starts an ECR on 127.0.0.1. `registry` may be shared with the ECS that pulls from it; of the other accounts'
 * registries everything may be read, as if their repositories' policies allowed it.
 */
export const startEcrSandbox = async (
  registry: Registry,
  others: ReadonlyMap<string, Registry> = new Map(),
  now: () => number = Date.now,
): Promise<EcrSandbox> => {
  const troubles = faults();
  const record: RecordedCall[] = [];
  let away = false;
  const http = await startJsonHttp(
    {
      service: { target: 'AmazonEC2ContainerRegistry_V20150921', signing: 'ecr' },
      account: registry.account,
      perform: (request) => performEcr(request, registry, others),
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
    registry,
    faults: troubles,
    record,
    push: (region, repository, push) => registry.push(region, repository, push),
    remove: (region, repository, ref) => registry.remove(region, repository, ref),
    away: (on) => {
      away = on;
      if (on) http.cutAll();
    },
    stop: () => http.stop(),
  };
};
