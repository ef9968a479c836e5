import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServiceKey, ServiceSeed, TaskFailure } from '../../../sandbox/ecs/world/options.ts';
import type { EcsTarget } from '../../../src/domain/ports/ecs-services.ts';
import type { EcsTasks } from '../../../src/domain/ports/ecs-tasks.ts';
import type { ServiceTasks } from '../../../src/domain/tasks/service-tasks.ts';

/** An implementation of the port on a world, and how the suite moves that world. */
export interface EcsTasksUnderTest {
  tasks: EcsTasks;
  /** Begins a deployment whose tasks fail so. */
  fail(key: ServiceKey, kind: TaskFailure): void;
  /** Lets the world go on until this holds; rejects when it doesn't within a few seconds. */
  until<T>(look: () => Promise<T | undefined>): Promise<T>;
  stop(): Promise<void>;
}

const account = '123456789012';
const seed = (service: string, more: Partial<ServiceSeed> = {}): ServiceSeed => ({
  region: 'us-east-1',
  cluster: 'gateway',
  service,
  container: service,
  image: `${account}.dkr.ecr.us-east-1.amazonaws.com/${service}:latest`,
  desired: 2,
  ...more,
});

/** The world that the suite needs. */
export const tasksAccount = account;
export const tasksSeeds: readonly ServiceSeed[] = [
  seed('steady'),
  seed('keycloak', { exec: false, desired: 1 }),
  seed('crashing'),
  seed('many', { desired: 120 }),
];

const target = (ecsService: string): EcsTarget => ({
  account,
  region: 'us-east-1',
  cluster: 'gateway',
  ecsService,
});

/** What every implementation of EcsTasks does. `make` starts one on a world of `tasksSeeds`. */
export const ecsTasksContract = (make: () => Promise<EcsTasksUnderTest>): void => {
  let it_: EcsTasksUnderTest;
  beforeAll(async () => {
    it_ = await make();
  });
  afterAll(() => it_.stop());

  const read = async (service: string): Promise<ServiceTasks> => {
    const tasks = await it_.tasks.ofService(target(service));
    if (!tasks.ok) throw new Error(`a fault came: ${JSON.stringify(tasks.fault)}`);
    return tasks.value;
  };

  it('shows each task with its state, health, zone, revision, image, and whether a command can be run in it', async () => {
    const { live, stopped, complete } = await read('steady');
    expect(stopped).toEqual([]);
    expect(complete).toBe(true);
    expect(live).toHaveLength(2);
    for (const task of live) {
      expect(task).toMatchObject({ status: 'RUNNING', health: 'HEALTHY', exec: 'ready' });
      expect(task.zone).toMatch(/^us-east-1[abc]$/);
      expect(task.address).toMatch(/^10\.\d+\.\d+\.\d+$/);
      expect(task.taskDefinition).toMatch(/task-definition\/steady:1$/);
      expect(task.containers).toMatchObject([
        { name: 'steady', image: expect.stringMatching(/\/steady:latest$/) },
      ]);
      expect(task.startedAt).toBeGreaterThan(0);
    }
  });

  it('says where execute-command is not enabled', async () => {
    expect((await read('keycloak')).live.map(({ exec }) => exec)).toEqual(['off']);
  });

  it('keeps those that stopped apart, newest first, with why and how they ended', async () => {
    it_.fail({ region: 'us-east-1', cluster: 'gateway', service: 'crashing' }, 'crash');
    const tasks = await it_.until(async () => {
      const now = await read('crashing');
      return now.stopped.length >= 3 ? now : undefined;
    });
    expect(tasks.stopped[0]).toMatchObject({
      stopCode: 'EssentialContainerExited',
      reason: 'Essential container in task exited',
      containers: [{ name: 'crashing', exitCode: 1 }],
    });
    const times = tasks.stopped.map(({ stoppedAt }) => stoppedAt ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(tasks.live.filter(({ status }) => status === 'RUNNING').length).toBeGreaterThanOrEqual(2);
  });

  it('reads a hundred, and says that there are more', async () => {
    const { live, complete } = await read('many');
    expect(live).toHaveLength(100);
    expect(complete).toBe(false);
  });

  it('is missing where there is no such service, cluster or account', async () => {
    const here = target('steady');
    for (const wrong of [
      target('nowhere'),
      { ...here, cluster: 'nowhere' },
      { ...here, account: '999999999999' },
    ]) {
      expect(await it_.tasks.ofService(wrong)).toMatchObject({ ok: false, fault: { kind: 'missing' } });
    }
  });
};
