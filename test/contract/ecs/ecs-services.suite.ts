import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceKey, ServiceSeed, TaskFailure } from '../../../sandbox/ecs/world/options.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { EcsServices, EcsTarget } from '../../../src/domain/ports/ecs-services.ts';
import type { Result } from '../../../src/domain/result.ts';
import { primaryOf } from '../../../src/domain/rollout/service-snapshot.ts';
import { judge } from '../../../src/domain/rollout/verdict.ts';

/** An implementation of the port on a world, and how the suite moves that world. */
export interface EcsServicesUnderTest {
  services: EcsServices;
  script(key: ServiceKey, failure: { kind: TaskFailure } | undefined): void;
  setReadLag(lagMs: number): void;
  /** Lets the world go on until this holds; rejects when it doesn't within a few seconds. */
  until<T>(look: () => Promise<T | undefined>): Promise<T>;
  stop(): Promise<void>;
}

const account = '123456789012';
const seed = (service: string, rest: Partial<ServiceSeed> = {}): ServiceSeed => ({
  region: 'us-east-1',
  cluster: 'gateway',
  service,
  container: service,
  image: `${account}.dkr.ecr.us-east-1.amazonaws.com/${service}:latest`,
  desired: 2,
  ...rest,
});

/** The world that the suite needs: each story has a service of its own. */
export const suiteSeeds: readonly ServiceSeed[] = [
  seed('steady'),
  seed('registry'),
  seed('registry', { region: 'eu-west-1', desired: 5 }),
  seed('auth', { breaker: 'rolls-back' }),
  seed('mcpgw', { breaker: 'stops' }),
  seed('looping'),
  seed('superseded'),
  seed('lagging'),
  seed('tagged'),
  ...['continued', 'reversed'].map((name) => seed(name, { pauses: [{ stage: 'POST_SCALE_UP' }] })),
  // Half a second.
  seed('unanswered', { pauses: [{ stage: 'POST_SCALE_UP', timeoutMinutes: 1 / 120 }] }),
];

/** The account of the suite's world. */
export const suiteAccount = account;

const target = (ecsService: string, region = 'us-east-1'): EcsTarget => ({
  account,
  region,
  cluster: 'gateway',
  ecsService,
});

const keyOf = ({ region, cluster, ecsService }: EcsTarget): ServiceKey => ({
  region,
  cluster,
  service: ecsService,
});

const value = <T>(result: Result<T, Fault>): T => {
  if (!result.ok) throw new Error(`a fault came: ${JSON.stringify(result.fault)}`);
  return result.value;
};

const faultKind = <T>(result: Result<T, Fault>): string => (result.ok ? 'none' : result.fault.kind);

/** What every implementation of EcsServices does. `make` starts one on a world of `suiteSeeds`. */
export const ecsServicesContract = (make: () => Promise<EcsServicesUnderTest>): void => {
  let it_: EcsServicesUnderTest;
  beforeAll(async () => {
    it_ = await make();
  });
  afterAll(() => it_.stop());

  const describeOf = async (where: EcsTarget) => value(await it_.services.describe(where));
  /** Forces a deployment; answers it, the one before, and its service deployment once ECS shows it. */
  const force = async (where: EcsTarget) => {
    const before = await describeOf(where);
    const previousId = primaryOf(before)?.id ?? '';
    const after = value(await it_.services.forceNewDeployment(where));
    const deploymentId = primaryOf(after)?.id ?? '';
    const arn = await it_.until(async () => {
      const [newest] = value(await it_.services.newestServiceDeployments(where, 1));
      return newest?.arn === before.currentServiceDeployment ? undefined : newest?.arn;
    });
    return { deploymentId, previousId, arn };
  };
  /** Waits for the final verdict on a forced deployment. */
  const verdictOn = (where: EcsTarget, forced: Awaited<ReturnType<typeof force>>) =>
    it_.until(async () => {
      // In this order: what the service shows is then never older than the verdict.
      const serviceDeployment = value(await it_.services.describeServiceDeployment(where, forced.arn));
      const snapshot = await describeOf(where);
      const verdict = judge(forced, snapshot, serviceDeployment);
      return verdict.kind === 'rolling' ? undefined : { verdict, snapshot, serviceDeployment };
    });

  describe('a service that is left alone', () => {
    it('shows one finished deployment and all its tasks', async () => {
      const snapshot = await describeOf(target('steady'));
      expect(snapshot).toMatchObject({
        status: 'ACTIVE',
        controller: 'ECS',
        breaker: 'off',
        targetGroups: [expect.stringMatching(/:targetgroup\/[\w-]+\/[0-9a-f]{16}$/)],
        desired: 2,
        running: 2,
        pending: 0,
        deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', desired: 2, running: 2, failed: 0 }],
      });
      expect(snapshot.taskDefinition).toMatch(/task-definition\/steady:1$/);
      expect(snapshot.events[0]?.message).toBe('(service steady) has reached a steady state.');
      const [newest] = value(await it_.services.newestServiceDeployments(target('steady'), 5));
      expect(newest).toMatchObject({ arn: snapshot.currentServiceDeployment, status: 'SUCCESSFUL' });
    });

    it('is a different one in another region', async () => {
      expect(await describeOf(target('registry', 'eu-west-1'))).toMatchObject({ desired: 5 });
      expect(await describeOf(target('registry'))).toMatchObject({ desired: 2 });
    });
  });

  describe('what is not there', () => {
    it('is missing: the service, the cluster, the account, the service deployment', async () => {
      const here = target('steady');
      const { services } = it_;
      expect(faultKind(await services.describe(target('nowhere')))).toBe('missing');
      expect(faultKind(await services.describe({ ...here, cluster: 'nowhere' }))).toBe('missing');
      expect(faultKind(await services.describe({ ...here, account: '999999999999' }))).toBe('missing');
      expect(faultKind(await services.forceNewDeployment(target('nowhere')))).toBe('missing');
      expect(faultKind(await services.newestServiceDeployments(target('nowhere'), 1))).toBe('missing');
      const arn = `arn:aws:ecs:us-east-1:${account}:service-deployment/gateway/steady/unknown`;
      expect(faultKind(await services.describeServiceDeployment(here, arn))).toBe('missing');
    });
  });

  describe('a rollout', () => {
    it('succeeds, with the old deployment gone and the service deployment saying so', async () => {
      const here = target('registry');
      const before = await describeOf(here);
      const forced = await force(here);
      const { verdict, serviceDeployment } = await verdictOn(here, forced);
      expect(forced.deploymentId).not.toBe(forced.previousId);
      expect(verdict).toEqual({ kind: 'succeeded' });
      // The old one may be listed a moment longer, with no task left.
      expect(primaryOf(await describeOf(here))).toMatchObject({
        id: forced.deploymentId,
        rolloutState: 'COMPLETED',
      });
      expect(serviceDeployment.target).toMatchObject({ requested: 2, running: 2, pending: 0 });
      expect(serviceDeployment.finishedAt).toBeGreaterThan(serviceDeployment.createdAt);
      const all = value(await it_.services.newestServiceDeployments(here, 20));
      expect(all.map((one) => one.arn)).toEqual([forced.arn, before.currentServiceDeployment]);
      expect(value(await it_.services.newestServiceDeployments(here, 1))).toHaveLength(1);
    });

    it('is rolled back by the breaker, with the tasks that crashed and why', async () => {
      const here = target('auth');
      it_.script(keyOf(here), { kind: 'crash' });
      const forced = await force(here);
      const { verdict, snapshot, serviceDeployment } = await verdictOn(here, forced);
      expect(verdict).toMatchObject({ kind: 'rolled-back', by: 'breaker' });
      expect(serviceDeployment).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL', breaker: { threshold: 3 } });
      expect(primaryOf(snapshot)?.id).not.toBe(forced.deploymentId);
      const stopped = value(await it_.services.stoppedTasks(here, forced.deploymentId));
      const crashed = stopped.filter((task) => task.stopCode === 'EssentialContainerExited');
      expect(crashed.length).toBeGreaterThanOrEqual(3);
      expect(crashed[0]?.containers).toEqual([{ name: 'auth', exitCode: 1 }]);
      const times = stopped.map((task) => task.stoppedAt ?? 0);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    });

    it('fails where the breaker only stops, and the old tasks keep running', async () => {
      const here = target('mcpgw');
      it_.script(keyOf(here), { kind: 'image-pull' });
      const forced = await force(here);
      const { verdict } = await verdictOn(here, forced);
      expect(verdict.kind).toBe('failed');
      // The snapshot of the verdict may be of just before it.
      expect((await describeOf(here)).deployments).toMatchObject([
        { id: forced.deploymentId, status: 'PRIMARY', rolloutState: 'FAILED' },
        { id: forced.previousId, status: 'ACTIVE', running: 2 },
      ]);
      const [newest] = value(await it_.services.stoppedTasks(here, forced.deploymentId));
      expect(newest).toMatchObject({ stopCode: 'TaskFailedToStart' });
      expect(newest?.containers[0]?.reason).toMatch(/^CannotPullContainerError: /);
      expect(newest?.containers[0]).not.toHaveProperty('exitCode');
    });

    it('goes on for ever without a breaker, failures growing', async () => {
      const here = target('looping');
      it_.script(keyOf(here), { kind: 'unhealthy' });
      const forced = await force(here);
      const snapshot = await it_.until(async () => {
        const now = await describeOf(here);
        return (primaryOf(now)?.failed ?? 0) > 3 ? now : undefined;
      });
      const serviceDeployment = value(await it_.services.describeServiceDeployment(here, forced.arn));
      expect(judge(forced, snapshot, serviceDeployment)).toEqual({ kind: 'rolling', phase: 'forward' });
      expect(serviceDeployment).not.toHaveProperty('breaker');
      expect(snapshot.events.map((event) => event.message).join('\n')).toMatch(
        /is unhealthy in \(target-group .*\) due to \(reason Health checks failed\)/,
      );
    });

    it('is superseded by the next one', async () => {
      const here = target('superseded');
      it_.script(keyOf(here), { kind: 'stuck' });
      const first = await force(here);
      it_.script(keyOf(here), undefined);
      const second = await force(here);
      expect((await verdictOn(here, first)).verdict).toEqual({ kind: 'superseded', by: second.deploymentId });
      expect((await verdictOn(here, second)).verdict).toEqual({ kind: 'succeeded' });
    });
  });

  describe('an update', () => {
    it('scales without a deployment, and begins one for another revision or where it is forced', async () => {
      const here = target('tagged');
      const before = await describeOf(here);
      const scaled = value(await it_.services.update(here, { desired: 3 }));
      expect([scaled.desired, primaryOf(scaled)?.id]).toEqual([3, primaryOf(before)?.id]);
      const same = value(await it_.services.update(here, { taskDefinition: before.taskDefinition }));
      expect(primaryOf(same)?.id).toBe(primaryOf(before)?.id);
      const forced = value(
        await it_.services.update(here, { taskDefinition: before.taskDefinition, deployment: 'forced' }),
      );
      expect(primaryOf(forced)?.id).not.toBe(primaryOf(before)?.id);
    });

    it('is refused for a revision that is not there: nothing begins', async () => {
      const here = target('steady');
      const nowhere = 'arn:aws:ecs:us-east-1:123456789012:task-definition/steady:99';
      expect(faultKind(await it_.services.update(here, { taskDefinition: nowhere }))).toBe('invalid');
      expect((await describeOf(here)).deployments).toHaveLength(1);
    });
  });

  describe('a deployment that waits at a PAUSE hook', () => {
    const held = async (here: EcsTarget) => {
      const forced = await force(here);
      const hook = await it_.until(async () => {
        const one = value(await it_.services.describeServiceDeployment(here, forced.arn));
        return one.hook && { ...one.hook, stage: one.stage };
      });
      return { forced, hook };
    };

    it('says where, has all new tasks beside all old ones, and goes on when it is continued', async () => {
      const here = target('continued');
      const { forced, hook } = await held(here);
      expect(hook).toMatchObject({ stage: 'POST_SCALE_UP', otherwise: 'ROLLBACK' });
      expect(await describeOf(here)).toMatchObject({ running: 4, desired: 2 });
      const deployment = { arn: forced.arn, hook: hook.id };
      expect(
        faultKind(await it_.services.continueDeployment(here, { ...deployment, hook: 'other' }, 'CONTINUE')),
      ).toBe('invalid');
      expect(await it_.services.continueDeployment(here, deployment, 'CONTINUE')).toMatchObject({ ok: true });
      expect((await verdictOn(here, forced)).verdict).toEqual({ kind: 'succeeded' });
      expect(faultKind(await it_.services.continueDeployment(here, deployment, 'CONTINUE'))).toBe('invalid');
    });

    it('goes back when it is told to', async () => {
      const here = target('reversed');
      const { forced, hook } = await held(here);
      const deployment = { arn: forced.arn, hook: hook.id };
      expect(await it_.services.continueDeployment(here, deployment, 'ROLLBACK')).toMatchObject({ ok: true });
      expect((await verdictOn(here, forced)).verdict).toMatchObject({ kind: 'rolled-back', by: 'hand' });
    });

    it('goes back by itself when nobody answers in time', async () => {
      const here = target('unanswered');
      const forced = await force(here);
      expect((await verdictOn(here, forced)).verdict).toMatchObject({ kind: 'rolled-back', by: 'hook' });
    });
  });

  it('a deployment in flight is rolled back on demand, once', async () => {
    const here = target('reversed');
    const forced = await force(here);
    expect(await it_.services.stopDeployment(here, forced.arn)).toMatchObject({ ok: true });
    expect(faultKind(await it_.services.stopDeployment(here, forced.arn))).toBe('invalid');
    expect(faultKind(await it_.services.stopDeployment(here, `${forced.arn}x`))).toBe('missing');
    expect((await verdictOn(here, forced)).verdict).toMatchObject({ kind: 'rolled-back', by: 'hand' });
  });

  it('reads may lag behind writes, and come to the truth', async () => {
    const here = target('lagging');
    it_.setReadLag(600);
    const before = await describeOf(here);
    const after = value(await it_.services.forceNewDeployment(here));
    expect(primaryOf(after)?.id).not.toBe(primaryOf(before)?.id);
    expect(primaryOf(await describeOf(here))?.id).toBe(primaryOf(before)?.id);
    await it_.until(async () =>
      primaryOf(await describeOf(here))?.id === primaryOf(after)?.id ? true : undefined,
    );
    it_.setReadLag(0);
  });
};
