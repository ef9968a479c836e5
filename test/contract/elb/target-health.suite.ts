import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServiceSeed, TaskFailure } from '../../../sandbox/ecs/world/options.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { TargetHealth } from '../../../src/domain/ports/target-health.ts';
import type { Result } from '../../../src/domain/result.ts';
import type { Target, TargetGroup } from '../../../src/domain/tasks/target-group.ts';

/** An implementation of the port on a world, and how the suite lets that world go on. */
export interface TargetHealthUnderTest {
  readonly targets: TargetHealth;
  readonly world: World;
  /** Looks until something is found; rejects when nothing is within a few seconds. */
  until<T>(look: () => Promise<T | undefined>): Promise<T>;
  stop(): Promise<void>;
}

/** The account of the suite's world. */
export const targetsAccount = '123456789012';
const place = { account: targetsAccount, region: 'us-east-1', role: undefined };

const seed = (service: string, more: Partial<ServiceSeed> = {}): ServiceSeed => ({
  region: 'us-east-1',
  cluster: 'gateway',
  service,
  container: service,
  image: `${targetsAccount}.dkr.ecr.us-east-1.amazonaws.com/${service}:latest`,
  desired: 2,
  ...more,
});

/** What each failure of tasks looks like to their load balancer. */
const ILL: readonly (readonly [TaskFailure, Partial<Target>])[] = [
  [
    'target-status-in-grace',
    {
      state: 'unhealthy',
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [404]',
    },
  ],
  ['target-timeout-in-grace', { state: 'unhealthy', reason: 'Target.Timeout' }],
  ['target-refused', { state: 'unhealthy', reason: 'Target.FailedHealthChecks' }],
  ['target-internal', { state: 'unhealthy', reason: 'Elb.InternalError' }],
  ['target-unused', { state: 'unused', reason: 'Target.NotInUse' }],
];

/** The services that the suite needs. */
export const targetsSeeds: readonly ServiceSeed[] = [
  seed('steady', { healthCheck: { path: '/', codes: '200-399' } }),
  seed('rolling'),
  seed('bereft'),
  ...ILL.map(([kind]) => seed(kind)),
];

const value = <T>(result: Result<T, Fault>): T => {
  if (!result.ok) throw new Error(`a fault came: ${JSON.stringify(result.fault)}`);
  return result.value;
};

/** What every implementation of TargetHealth does. `make` starts one on a world of `targetsSeeds`. */
export const targetHealthContract = (make: () => Promise<TargetHealthUnderTest>): void => {
  let on: TargetHealthUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());

  const key = (service: string) => ({ region: 'us-east-1', cluster: 'gateway', service });
  const arnOf = (service: string): string => on.world.service(key(service)).targetGroupArn;
  const read = async (service: string): Promise<Extract<TargetGroup, { kind: 'there' }>> => {
    const group = value(await on.targets.ofGroup(place, arnOf(service)));
    if (group.kind === 'gone') throw new Error('the group is gone');
    return group;
  };

  it('shows each target with its address, its port and its health, and what is asked of it', async () => {
    const { targets, check } = await read('steady');
    expect(targets).toHaveLength(2);
    for (const target of targets) {
      expect(target).toEqual({
        id: expect.stringMatching(/^10\.\d+\.\d+\.\d+$/),
        port: 8080,
        state: 'healthy',
      });
    }
    expect(check).toMatchObject({
      protocol: 'HTTP',
      path: '/',
      codes: '200-399',
      everySeconds: 30,
      unhealthyAfter: 2,
    });
  });

  it('follows the tasks: new ones are checked first, those that leave drain', async () => {
    on.world.update(key('rolling'), { force: true });
    const states = new Set<string>();
    await on.until(async () => {
      for (const { state } of (await read('rolling')).targets) states.add(state);
      return states.size === 3 ? states : undefined;
    });
    expect([...states].sort()).toEqual(['draining', 'healthy', 'initial']);
  });

  it.each(ILL)('tasks that fail by %s are said to, with the reason', async (kind, expected) => {
    on.world.script(key(kind), { kind });
    on.world.update(key(kind), { force: true });
    const ill = await on.until(async () =>
      (await read(kind)).targets.find(({ state }) => state !== 'healthy' && state !== 'initial'),
    );
    expect(ill).toMatchObject(expected);
  });

  it('a group that is not there is gone: deleted, never made, or of another region', async () => {
    on.world.script(key('bereft'), { kind: 'target-group-missing' });
    const arn = arnOf('bereft');
    expect(value(await on.targets.ofGroup(place, arn))).toEqual({ kind: 'gone', arn });
    const never = arn.replace(/[0-9a-f]{16}$/, '0123456789abcdef');
    expect(value(await on.targets.ofGroup(place, never))).toMatchObject({ kind: 'gone' });
    expect(value(await on.targets.ofGroup({ ...place, region: 'eu-west-1' }, arnOf('steady')))).toMatchObject(
      { kind: 'gone' },
    );
  });

  it('what is no ARN of a group is refused', async () => {
    expect(await on.targets.ofGroup(place, 'steady')).toMatchObject({
      ok: false,
      fault: { kind: 'invalid' },
    });
  });
};
