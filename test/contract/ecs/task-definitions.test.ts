import { describe, expect, it } from 'vitest';
import { startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsTaskDefinitions } from '../../../src/aws/ecs/ecs-task-definitions.ts';
import { fakeTaskDefinitions } from './fake-task-definitions.ts';
import { suiteAccount, suiteSeeds, taskDefinitionsContract } from './task-definitions.suite.ts';

const onHttp = async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const sandbox = await startEcsSandbox({ account: suiteAccount, services: suiteSeeds });
  const clients = ecsClients({ endpoint: sandbox.url, requestTimeoutMs: 2_000 });
  const stop = async () => {
    clients.destroy();
    await sandbox.stop();
  };
  return {
    definitions: ecsTaskDefinitions(clients),
    world: sandbox.world,
    sandbox,
    setReadLag: sandbox.setReadLag,
    stop,
  };
};

describe('TaskDefinitions through the AWS SDK, against an ECS on HTTP', () => {
  taskDefinitionsContract(onHttp);
});

describe('TaskDefinitions on a world with a clock of its own', () => {
  taskDefinitionsContract(async () => {
    const now = 1_800_000_000_000;
    const world = new World({ account: suiteAccount, services: suiteSeeds, startAt: now });
    return {
      definitions: fakeTaskDefinitions(world, { now: () => now }),
      world,
      setReadLag: (lagMs) => world.setReadLag(lagMs),
      stop: async () => undefined,
    };
  });
});

describe('RegisterTaskDefinition, which has no token of its own', () => {
  const place = { account: suiteAccount, region: 'us-east-1' };
  const copyOf = `arn:aws:ecs:us-east-1:${suiteAccount}:task-definition/shop:7`;
  const revision = { copyOf, container: 'app', image: 'shop:v2', run: 'RUN', imageTag: undefined };

  it.each([
    [{ kind: 'reset', when: 'after' }, 'unanswered'],
    [{ kind: 'status', status: 500, when: 'after' }, 'unanswered'],
    [{ kind: 'throttle' }, 'throttled'],
    [{ kind: 'deny' }, 'denied'],
  ] as const)('is sent once where the answer is %j', async (fault, kind) => {
    const { definitions, sandbox, stop } = await onHttp();
    sandbox.faults.next('RegisterTaskDefinition', fault, Number.POSITIVE_INFINITY);
    expect(await definitions.register(place, revision)).toMatchObject({ fault: { kind } });
    expect(sandbox.calls('RegisterTaskDefinition')).toHaveLength(1);
    await stop();
  });

  it('certainly did not happen where the read before it failed', async () => {
    const { definitions, sandbox, stop } = await onHttp();
    sandbox.faults.next(
      'DescribeTaskDefinition',
      { kind: 'reset', when: 'before' },
      Number.POSITIVE_INFINITY,
    );
    expect(await definitions.register(place, revision)).toMatchObject({ fault: { kind: 'unreachable' } });
    expect(sandbox.calls('RegisterTaskDefinition')).toHaveLength(0);
    await stop();
  });
});
