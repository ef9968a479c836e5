import { setTimeout as pause } from 'node:timers/promises';
import { describe } from 'vitest';
import { startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsTasks } from '../../../src/aws/ecs/ecs-tasks.ts';
import { ecsTasksContract, tasksAccount, tasksSeeds } from './ecs-tasks.suite.ts';
import { fakeEcsTasks } from './fake-ecs-tasks.ts';

const pace = { tickMs: 10, startMs: 30, healthyMs: 20, drainMs: 20 };

const bounded = async <T>(look: () => Promise<T | undefined>, step: () => Promise<void>): Promise<T> => {
  for (let n = 0; n < 500; n += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await step();
  }
  throw new Error('nothing after 500 looks');
};

describe('EcsTasks through the AWS SDK, against an ECS on HTTP', () => {
  ecsTasksContract(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
    const sandbox = await startEcsSandbox({ account: tasksAccount, services: tasksSeeds, pace });
    const clients = ecsClients({ endpoint: sandbox.url });
    return {
      tasks: ecsTasks(clients),
      fail: (key, kind) => {
        sandbox.script(key, { kind });
        sandbox.world.update(key, { force: true });
      },
      until: (look) => bounded(look, () => pause(10)),
      stop: async () => {
        clients.destroy();
        await sandbox.stop();
      },
    };
  });
});

describe('EcsTasks on a world with a clock of its own', () => {
  ecsTasksContract(async () => {
    let now = 1_800_000_000_000;
    const world = new World({ account: tasksAccount, services: tasksSeeds, pace, startAt: now });
    return {
      tasks: fakeEcsTasks(world, { now: () => now }),
      fail: (key, kind) => {
        world.script(key, { kind });
        world.update(key, { force: true });
      },
      until: (look) =>
        bounded(look, async () => {
          now += 10;
        }),
      stop: async () => undefined,
    };
  });
});
