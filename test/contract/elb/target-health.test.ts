import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { type ElbSandbox, startElbSandbox } from '../../../sandbox/elb/sandbox.ts';
import { elbTargets } from '../../../src/aws/elb/elb-targets.ts';
import { fakeTargetHealth } from './fake-target-health.ts';
import { targetHealthContract, targetsAccount, targetsSeeds } from './target-health.suite.ts';

const pace = { tickMs: 10, startMs: 40, healthyMs: 60, drainMs: 60 };
const START = 1_800_000_000_000;

const bounded = async <T>(look: () => Promise<T | undefined>, step: () => Promise<void>): Promise<T> => {
  for (let n = 0; n < 500; n += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await step();
  }
  throw new Error('nothing after 500 looks');
};

describe('TargetHealth through the AWS SDK, against Elastic Load Balancing on HTTP', () => {
  targetHealthContract(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
    const world = new World({ account: targetsAccount, services: targetsSeeds, pace, startAt: Date.now() });
    const elb = await startElbSandbox(world);
    const targets = elbTargets({ endpoint: elb.url });
    return {
      targets,
      world,
      until: (look) => bounded(look, () => pause(5)),
      stop: async () => {
        targets.destroy();
        await elb.stop();
      },
    };
  });
});

describe('TargetHealth on a world with a clock of its own', () => {
  targetHealthContract(async () => {
    let now = START;
    const world = new World({ account: targetsAccount, services: targetsSeeds, pace, startAt: now });
    return {
      targets: fakeTargetHealth(world, { now: () => now }),
      world,
      until: (look) =>
        bounded(look, async () => {
          now += 10;
        }),
      stop: async () => undefined,
    };
  });
});

describe('when Elastic Load Balancing refuses', () => {
  const world = new World({ account: targetsAccount, services: targetsSeeds, pace, startAt: START });
  const [service] = world.services();
  const place = { account: targetsAccount, region: 'us-east-1', role: undefined };
  let elb: ElbSandbox;
  let targets: ReturnType<typeof elbTargets>;
  beforeAll(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
    elb = await startElbSandbox(world, () => START);
    targets = elbTargets({ endpoint: elb.url, requestTimeoutMs: 2_000 });
  });
  afterAll(async () => {
    targets.destroy();
    await elb.stop();
  });
  const read = () => targets.ofGroup(place, service?.targetGroupArn ?? '');

  it('a missing permission is named as IAM names it', async () => {
    elb.faults.next('DescribeTargetHealth', { kind: 'deny' });
    expect(await read()).toMatchObject({
      fault: { kind: 'denied', action: 'elasticloadbalancing:DescribeTargetHealth' },
    });
  });

  it('a throttle is asked again, and then told', async () => {
    elb.faults.next('DescribeTargetHealth', { kind: 'throttle' });
    expect(await read()).toMatchObject({ ok: true });
    const lift = elb.faults.next('DescribeTargetHealth', { kind: 'throttle' }, Number.POSITIVE_INFINITY);
    expect(await read()).toMatchObject({ fault: { kind: 'throttled' } });
    lift();
  });

  it('where only the check is refused, the health is told without it', async () => {
    elb.faults.next('DescribeTargetGroups', { kind: 'deny' });
    const group = await read();
    expect(group).toMatchObject({ ok: true, value: { kind: 'there', targets: [{ state: 'healthy' }, {}] } });
    expect(group).not.toHaveProperty('value.check');
  });

  it('an answer that is none is told as that', async () => {
    elb.faults.next('DescribeTargetHealth', { kind: 'garbage' });
    expect(await read()).toMatchObject({ ok: false });
  });

  it('while it is away nothing is made up', async () => {
    elb.away(true);
    expect(await read()).toMatchObject({ ok: false });
    elb.away(false);
  });
});
