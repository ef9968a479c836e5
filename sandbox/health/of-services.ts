import type { Catalog } from '../../src/domain/target/catalog.ts';
import type { EcsSandbox } from '../ecs/sandbox.ts';
import { type HealthSandbox, startHealthSandbox } from './sandbox.ts';

/** Starts the health endpoints of a configuration's services: one answers while a task of its service runs. */
export const startHealthOf = (
  { services }: Catalog,
  ecs: (account: string) => EcsSandbox,
): Promise<HealthSandbox> =>
  startHealthSandbox((named) => {
    const found = services.find(({ stack, service }) => stack === named.stack && service === named.service);
    if (!found) return undefined;
    return ecs(found.account)
      .service(found.region, found.cluster, found.ecsService)
      .tasks.some(({ lastStatus }) => lastStatus === 'RUNNING');
  });
