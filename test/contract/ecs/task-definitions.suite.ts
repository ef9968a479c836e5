import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type {
  NewRevision,
  TaskDefinitionPlace,
  TaskDefinitions,
} from '../../../src/domain/ports/task-definitions.ts';
import type { Result } from '../../../src/domain/result.ts';

/** An implementation of the port on a world. */
export interface TaskDefinitionsUnderTest {
  readonly definitions: TaskDefinitions;
  readonly world: World;
  setReadLag(lagMs: number): void;
  stop(): Promise<void>;
}

/** The account of the suite's world. */
export const suiteAccount = '123456789012';
const place: TaskDefinitionPlace = { account: suiteAccount, region: 'us-east-1' };
const IMAGE = `${suiteAccount}.dkr.ecr.us-east-1.amazonaws.com/shop`;
const PINNED = `${IMAGE}@sha256:${'a'.repeat(64)}`;

/** The world that the suite needs. */
export const suiteSeeds: readonly ServiceSeed[] = ['shop', 'busy', 'lagging'].map((service) => ({
  region: 'us-east-1',
  cluster: 'main',
  service,
  container: 'app',
  image: `${IMAGE}:latest`,
  desired: 1,
  revision: 7,
  logGroup: `/ecs/${service}`,
}));

const value = <T>(result: Result<T, Fault>): T => {
  if (!result.ok) throw new Error(`a fault came: ${JSON.stringify(result.fault)}`);
  return result.value;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const arnOf = (family: string, revision = 7): string =>
  `arn:aws:ecs:us-east-1:${suiteAccount}:task-definition/${family}:${revision}`;

const pin = (run: string, more: Partial<NewRevision> = {}): NewRevision => ({
  copyOf: arnOf('shop'),
  container: 'app',
  image: PINNED,
  run,
  imageTag: 'v2',
  ...more,
});

/** Everything that a task definition can hold beside its image, as its owner may have written it. */
const RICH = {
  containers: [
    {
      name: 'proxy',
      image: 'envoy:v1',
      essential: false,
      dependsOn: [{ containerName: 'app', condition: 'HEALTHY' }],
      logConfiguration: {
        logDriver: 'splunk',
        secretOptions: [{ name: 'apikey', valueFrom: '/shop/apikey' }],
      },
    },
    {
      name: 'app',
      image: `${IMAGE}:latest`,
      environment: [{ name: 'MODE', value: 'production' }],
      secrets: [{ name: 'PASSWORD', valueFrom: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:shop' }],
      healthCheck: { command: ['CMD-SHELL', 'exit 0'], interval: 30 },
      mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': '/ecs/new',
          'awslogs-region': 'eu-west-1',
          'awslogs-create-group': 'true',
        },
      },
      ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 4096 }],
    },
  ],
  rest: {
    cpu: '512',
    memory: '1024',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
    executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
    taskRoleArn: 'arn:aws:iam::123456789012:role/task',
    ephemeralStorage: { sizeInGiB: 40 },
    volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1' } }],
    placementConstraints: [],
  },
  tags: [
    { key: 'Project', value: 'shop' },
    { key: 'aws:cloudformation:stack-name', value: 'shop' },
    { key: 'wheelhouse:run', value: 'an earlier one' },
  ],
};

/** What every implementation of TaskDefinitions does. */
export const taskDefinitionsContract = (make: () => Promise<TaskDefinitionsUnderTest>): void => {
  let on: TaskDefinitionsUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());
  const stored = (arn: string) => on.world.taskDefinitions.find((one) => one.arn === arn);

  it('describes a revision', async () => {
    expect(value(await on.definitions.describe(place, arnOf('shop')))).toEqual({
      arn: arnOf('shop'),
      family: 'shop',
      revision: 7,
      status: 'ACTIVE',
      containers: [
        {
          name: 'app',
          image: `${IMAGE}:latest`,
          environment: [{ name: 'AWS_REGION', digest: sha256('us-east-1') }],
          secrets: [],
          log: { driver: 'awslogs', group: '/ecs/shop', region: 'us-east-1', whenMissing: 'task-fails' },
        },
      ],
      platform: 'linux/amd64',
      cpu: '1024',
      memory: '2048',
      executionRole: `arn:aws:iam::${suiteAccount}:role/shop-execution`,
      taskRole: `arn:aws:iam::${suiteAccount}:role/shop-task`,
    });
  });

  it('tells variables by their digest and secrets by where they come from, and no value', async () => {
    const rich = on.world.register('us-east-1', 'told', RICH);
    const described = value(await on.definitions.describe(place, rich.arn));
    const [proxy, app] = described.containers;
    expect(proxy).toEqual({
      name: 'proxy',
      image: 'envoy:v1',
      environment: [],
      secrets: [{ name: 'apikey', valueFrom: '/shop/apikey' }],
      log: { driver: 'other', name: 'splunk' },
    });
    expect(app).toMatchObject({
      environment: [{ name: 'MODE', digest: sha256('production') }],
      secrets: [{ name: 'PASSWORD', valueFrom: RICH.containers[1]?.secrets?.[0]?.valueFrom }],
      log: { group: '/ecs/new', region: 'eu-west-1', whenMissing: 'is-created' },
    });
    expect(JSON.stringify(described)).not.toContain('"production"');
  });

  it('leaves out what the revision does not say', async () => {
    const { containers, tags } = RICH;
    const bare = on.world.register('us-east-1', 'bare', { containers, rest: {}, tags });
    const described = value(await on.definitions.describe(place, bare.arn));
    const absent = ['cpu', 'memory', 'executionRole', 'taskRole'].filter((field) => field in described);
    expect(absent).toEqual([]);
  });

  it('registers a copy in which only the one image differs, tagged with its run', async () => {
    const rich = on.world.register('us-east-1', 'rich', RICH);
    const made = value(await on.definitions.register(place, pin('RUN1', { copyOf: rich.arn })));
    expect(made).toMatchObject({
      family: 'rich',
      revision: rich.revision + 1,
      imageTag: 'v2',
      platform: 'linux/arm64',
    });
    const copy = stored(made.arn);
    expect(copy?.rest).toEqual(RICH.rest);
    const [proxy, app] = RICH.containers;
    expect(copy?.containers).toEqual([proxy, { ...app, image: PINNED }]);
    expect(copy?.tags).toEqual([
      { key: 'Project', value: 'shop' },
      { key: 'wheelhouse:run', value: 'RUN1' },
      { key: 'wheelhouse:image-tag', value: 'v2' },
    ]);
    expect(value(await on.definitions.describe(place, made.arn))).toEqual(made);
  });

  it('finds what a run registered among newer ones, and nothing for a run that registered nothing', async () => {
    const before = value(await on.definitions.newestRevision(place, 'busy'));
    const made = value(await on.definitions.register(place, pin('RUN2', { copyOf: arnOf('busy') })));
    for (let n = 0; n < 104; n += 1) on.world.registerTaskDefinition('us-east-1', 'busy', `${IMAGE}:${n}`);
    const find = (run: string, after: number) =>
      on.definitions.findByRun(place, { family: 'busy', run, after });
    expect(value(await find('RUN2', before))).toEqual(made);
    expect(value(await find('RUN3', before))).toBe('absent');
    expect(value(await find('RUN2', made.revision))).toBe('absent');
    expect(value(await on.definitions.newestRevision(place, 'busy'))).toBe(made.revision + 104);
  });

  it('knows no revision of a family that there is not, and none that is deregistered', async () => {
    expect(value(await on.definitions.newestRevision(place, 'nowhere'))).toBe(0);
    const made = value(await on.definitions.register(place, pin('RUN4')));
    on.world.deregister(made.arn);
    const wanted = { family: 'shop', run: 'RUN4', after: 7 };
    expect(value(await on.definitions.findByRun(place, wanted))).toBe('absent');
  });

  it('registers nothing where the revision or the container is not there', async () => {
    const before = on.world.taskDefinitions.length;
    const nowhere = await on.definitions.register(place, pin('RUN5', { copyOf: arnOf('shop', 99) }));
    expect(nowhere).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    const other = await on.definitions.register(place, pin('RUN5', { container: 'other' }));
    expect(other).toMatchObject({ ok: false, fault: { kind: 'missing' } });
    expect(on.world.taskDefinitions).toHaveLength(before);
  });

  it('may not see its own registration for a moment', async () => {
    on.setReadLag(60_000);
    const made = value(await on.definitions.register(place, pin('RUN6', { copyOf: arnOf('lagging') })));
    const find = () => on.definitions.findByRun(place, { family: 'lagging', run: 'RUN6', after: 7 });
    expect(value(await find())).toBe('absent');
    on.setReadLag(0);
    expect(value(await find())).toEqual(made);
  });
};
