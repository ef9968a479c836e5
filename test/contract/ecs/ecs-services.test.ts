import { setTimeout as pause } from 'node:timers/promises';
import { describe } from 'vitest';
import { startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsServices } from '../../../src/aws/ecs/ecs-services.ts';
import { ecsServicesContract, suiteAccount, suiteSeeds } from './ecs-services.suite.ts';
import { fakeEcsServices } from './fake-ecs-services.ts';

const pace = { tickMs: 10, startMs: 30, healthyMs: 20, drainMs: 20 };

/** Looks again after each `step` until something is found. */
const bounded = async <T>(
  look: () => Promise<T | undefined>,
  step: () => Promise<void>,
  times: number,
): Promise<T> => {
  for (let n = 0; n < times; n += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await step();
  }
  throw new Error(`nothing after ${times} looks`);
};

describe('EcsServices through the AWS SDK, against an ECS on HTTP', () => {
  ecsServicesContract(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
    const sandbox = await startEcsSandbox({ account: suiteAccount, services: suiteSeeds, pace });
    const clients = ecsClients({ endpoint: sandbox.url });
    return {
      services: ecsServices(clients),
      script: sandbox.script,
      setReadLag: sandbox.setReadLag,
      until: (look) => bounded(look, () => pause(10), 500),
      stop: async () => {
        clients.destroy();
        await sandbox.stop();
      },
    };
  });
});

describe('EcsServices on a world with a clock of its own', () => {
  ecsServicesContract(async () => {
    let now = 1_800_000_000_000;
    const world = new World({ account: suiteAccount, services: suiteSeeds, pace, startAt: now });
    const services = fakeEcsServices(world, { now: () => now });
    return {
      services,
      script: (key, failure) => world.script(key, failure),
      setReadLag: (lagMs) => world.setReadLag(lagMs),
      until: (look) =>
        bounded(
          look,
          async () => {
            now += 10;
          },
          500,
        ),
      stop: async () => undefined,
    };
  });
});
