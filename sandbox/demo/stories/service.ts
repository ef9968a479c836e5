import type { EcsSandbox } from '../../ecs/sandbox.ts';
import type { ServiceKey } from '../../ecs/world/options.ts';
import type { Demo } from '../demo.ts';

/** A service of the demo: as the configuration has it, and in the ECS of its account. */
export interface StoryService {
  readonly target: Demo['catalog']['services'][number];
  readonly key: ServiceKey;
  readonly ecs: EcsSandbox;
}

/** Finds it. Throws where the example configuration has none of that name. */
export function serviceOf(demo: Demo, stack: string, name: string): StoryService {
  const target = demo.catalog.services.find((one) => one.stack === stack && one.service === name);
  if (!target) throw new Error(`the example configuration has no ${stack}/${name}`);
  const { region, cluster, ecsService: service } = target;
  return { target, key: { region, cluster, service }, ecs: demo.sandbox.ecs(target.account) };
}

/** The digests that its running tasks have pulled for its container. */
export const runningDigests = ({ ecs, key, target }: StoryService): (string | undefined)[] =>
  ecs
    .service(key.region, key.cluster, key.service)
    .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
    .map(({ images }) => images.find(({ container }) => container === target.container)?.digest);

/** The next change of ECS's world. */
export function changed(ecs: EcsSandbox): Promise<void> {
  return new Promise((resolve) => {
    const forget = ecs.onChange(() => {
      forget();
      resolve();
    });
  });
}

/** Waits until ECS calls the service steady. */
export async function settled({ ecs, key }: StoryService): Promise<void> {
  while (!ecs.service(key.region, key.cluster, key.service).steady) await changed(ecs);
}
