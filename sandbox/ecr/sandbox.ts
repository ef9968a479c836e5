import { type JsonSandbox, startJsonSandbox } from '../aws/json-sandbox.ts';
import { performEcr } from './api/all.ts';
import type { ImageRef, Push, Registry } from './world/registry.ts';

/** A running ECR of one account. */
export interface EcrSandbox extends JsonSandbox {
  readonly registry: Registry;
  /** Pushes an image: the tag moves to it. Answers its digest. */
  push(region: string, repository: string, push: Push): string;
  /** Takes an image away. Throws where there is none. */
  remove(region: string, repository: string, ref: ImageRef): void;
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
  const sandbox = await startJsonSandbox(
    {
      service: { target: 'AmazonEC2ContainerRegistry_V20150921', signing: 'ecr' },
      account: registry.account,
      perform: (request) => performEcr(request, registry, others),
    },
    now,
  );
  return {
    ...sandbox,
    registry,
    push: (region, repository, push) => registry.push(region, repository, push),
    remove: (region, repository, ref) => registry.remove(region, repository, ref),
  };
};
