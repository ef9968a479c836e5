import {
  DescribeClustersCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  type ECSClientConfig,
  ListAccountSettingsCommand,
  ListClustersCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTasksCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EcsSandbox } from '../../../../sandbox/ecs/sandbox.ts';
import { startEcsSandbox } from '../../../../sandbox/ecs/sandbox.ts';
import { ecsWorldPanel } from '../../../../sandbox/ecs/world-panel.ts';

/** A string that matches, inside an object to compare with. */
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const account = '123456789012';
const cluster = 'mcp-gateway-ecs-cluster';
const startAt = 1_800_000_000_000;
const seedOf = (service: string, desired: number, region = 'us-east-1') => ({
  region,
  cluster,
  service,
  container: service,
  image: `${service}:latest`,
  desired,
});

let now = startAt;
let sandbox: EcsSandbox;
const clients: ECSClient[] = [];

beforeEach(async () => {
  now = startAt;
  sandbox = await startEcsSandbox({
    account,
    services: [seedOf('registry', 2), seedOf('auth', 1), seedOf('registry', 3, 'eu-west-1')],
    now: () => now,
  });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await sandbox.stop();
});

const clientIn = (region: string, more: ECSClientConfig = {}): ECSClient => {
  const credentials = { accessKeyId: 'AKIDSANDBOX', secretAccessKey: 'sandbox' };
  const client = new ECSClient({ region, endpoint: sandbox.url, credentials, maxAttempts: 1, ...more });
  clients.push(client);
  return client;
};

/** The name and message of the error that a call ends with. */
const refused = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return 'it was not refused';
};

describe('ECS through the real SDK', () => {
  it('has one cluster of the same name in each region', async () => {
    const describeIn = async (region: string) => {
      const command = new DescribeServicesCommand({ cluster, services: ['registry', 'unknown'] });
      return clientIn(region).send(command);
    };
    const [us, eu] = [await describeIn('us-east-1'), await describeIn('eu-west-1')];
    expect([us.services?.[0]?.desiredCount, eu.services?.[0]?.desiredCount]).toEqual([2, 3]);
    expect(eu.services?.[0]?.serviceArn).toBe(`arn:aws:ecs:eu-west-1:${account}:service/${cluster}/registry`);
    expect(eu.failures).toMatchObject([{ reason: 'MISSING' }]);
    expect(us.services?.[0]?.events?.[0]?.createdAt).toEqual(new Date(startAt - 86_400_000));
  });

  it('lists and describes what there is, page by page', async () => {
    const client = clientIn('us-east-1');
    const first = await client.send(new ListServicesCommand({ cluster, maxResults: 1 }));
    const second = await client.send(
      new ListServicesCommand({ cluster, maxResults: 1, nextToken: first.nextToken }),
    );
    expect([...(first.serviceArns ?? []), ...(second.serviceArns ?? [])]).toEqual([
      matching(/registry$/),
      matching(/auth$/),
    ]);
    expect(second.nextToken).toBeUndefined();
    expect((await client.send(new ListClustersCommand({}))).clusterArns).toEqual([
      `arn:aws:ecs:us-east-1:${account}:cluster/${cluster}`,
    ]);
    const described = await client.send(new DescribeClustersCommand({ clusters: [cluster, 'none'] }));
    expect(described.clusters).toMatchObject([{ activeServicesCount: 2, runningTasksCount: 3 }]);
    expect(described.failures).toMatchObject([{ reason: 'MISSING' }]);
    const { taskArns } = await client.send(new ListTasksCommand({ cluster, serviceName: 'registry' }));
    expect(taskArns).toHaveLength(2);
    const { taskDefinition } = await client.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: 'registry:1' }),
    );
    expect(taskDefinition?.containerDefinitions).toMatchObject([
      { name: 'registry', image: 'registry:latest' },
    ]);
  });

  it('shows a forced deployment, its service deployment a tick later, and its revision', async () => {
    const client = clientIn('us-east-1');
    await client.send(new UpdateServiceCommand({ cluster, service: 'auth', forceNewDeployment: true }));
    const list = async (after: number) => {
      const createdAt = { after: new Date(after) };
      const command = new ListServiceDeploymentsCommand({ cluster, service: 'auth', createdAt });
      return (await client.send(command)).serviceDeployments;
    };
    expect(await list(startAt - 1)).toEqual([]);
    now += 250;
    const [found] = (await list(startAt - 1)) ?? [];
    expect(found).toMatchObject({ status: 'PENDING', createdAt: new Date(now) });
    expect(await list(now)).toEqual([]);
    const { serviceRevisions } = await client.send(
      new DescribeServiceRevisionsCommand({ serviceRevisionArns: [found?.targetServiceRevisionArn ?? ''] }),
    );
    expect(serviceRevisions?.[0]?.containerImages).toMatchObject([
      { containerName: 'auth', imageDigest: matching(/^sha256:[0-9a-f]{64}$/) },
    ]);
    const stop = { serviceDeploymentArn: found?.serviceDeploymentArn };
    await client.send(new StopServiceDeploymentCommand({ ...stop, stopType: 'ROLLBACK' }));
    expect(await refused(client.send(new StopServiceDeploymentCommand(stop)))).toMatch(/^ConflictException/);
  });

  it('refuses in ECS’s words', async () => {
    const client = clientIn('us-east-1');
    const services = Array.from({ length: 11 }, (_, n) => `service-${n}`);
    const update = (service: string, more = {}) =>
      refused(client.send(new UpdateServiceCommand({ cluster, service, ...more })));
    expect(await refused(client.send(new DescribeServicesCommand({ cluster, services })))).toMatch(
      /^InvalidParameterException/,
    );
    expect(
      await refused(client.send(new DescribeServicesCommand({ cluster: 'none', services: ['registry'] }))),
    ).toBe('ClusterNotFoundException: Cluster not found.');
    expect(await update('none')).toBe('ServiceNotFoundException: Service not found.');
    expect(await update('auth', { taskDefinition: 'auth:99' })).toMatch(/^ClientException/);
    expect(await refused(client.send(new ListAccountSettingsCommand({})))).toBe(
      'UnknownOperationException: The sandbox has no operation ListAccountSettings.',
    );
    const both = { cluster, startedBy: 'ecs-svc/1', serviceName: 'auth' };
    expect(await refused(client.send(new ListTasksCommand(both)))).toMatch(/^InvalidParameterException/);
    const stop = new StopServiceDeploymentCommand({ serviceDeploymentArn: 'arn:none', stopType: 'ABORT' });
    expect(await refused(client.send(stop))).toMatch(/^UnsupportedFeatureException/);
  });

  it('refuses what isn’t signed', async () => {
    const headers = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListServices' };
    const response = await fetch(sandbox.url, { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('MissingAuthenticationTokenException'),
    ]);
    expect(sandbox.record).toEqual([]);
  });
});

describe('the record', () => {
  it('tells what arrived, how it was answered and whether it was done', async () => {
    const client = clientIn('us-east-1');
    const force = () =>
      refused(client.send(new UpdateServiceCommand({ cluster, service: 'auth', forceNewDeployment: true })));
    sandbox.faults.next('UpdateService', { kind: 'status', status: 500, when: 'after' });
    sandbox.faults.next('UpdateService', { kind: 'reset', when: 'before' });
    sandbox.faults.next('*', { kind: 'throttle' });
    expect(await force()).toMatch(/^ServerException/);
    await force();
    expect(await force()).toBe('ThrottlingException: Rate exceeded');
    expect(await force()).toBe('it was not refused');
    const input = { cluster, service: 'auth', forceNewDeployment: true };
    expect(sandbox.calls('UpdateService')).toEqual([
      { at: now, call: 'UpdateService', region: 'us-east-1', input, answer: 500, didIt: true },
      expect.objectContaining({ answer: 'cut', didIt: false }),
      expect.objectContaining({ answer: 400, didIt: false }),
      expect.objectContaining({ answer: 200, didIt: true }),
    ]);
    expect(sandbox.service('us-east-1', cluster, 'auth').deployments).toHaveLength(3);
  });
});

describe('a call that is held', () => {
  it('after it was done: the world shows it while the caller still waits', async () => {
    const held = sandbox.faults.hold('UpdateService', 'after');
    const client = clientIn('us-east-1');
    const call = client.send(
      new UpdateServiceCommand({ cluster, service: 'auth', forceNewDeployment: true }),
    );
    await held.held;
    expect(sandbox.service('us-east-1', cluster, 'auth').deployments).toHaveLength(2);
    expect(sandbox.calls('UpdateService')).toMatchObject([{ answer: 'pending', didIt: true }]);
    held.release();
    expect((await call).service?.deployments).toHaveLength(2);
  });

  it('before it was done: it is done at release even when its caller has gone', async () => {
    const held = sandbox.faults.hold('UpdateService', 'before');
    const gone = new AbortController();
    const command = new UpdateServiceCommand({ cluster, service: 'auth', forceNewDeployment: true });
    const call = refused(clientIn('us-east-1').send(command, { abortSignal: gone.signal }));
    await held.held;
    expect(sandbox.calls('UpdateService')).toMatchObject([{ answer: 'pending', didIt: false }]);
    gone.abort();
    expect(await call).toMatch(/^AbortError/);
    const ended = Promise.withResolvers<void>();
    sandbox.onChange(() => {
      if (sandbox.record[0]?.answer !== 'pending') ended.resolve();
    });
    held.release();
    await ended.promise;
    expect(sandbox.calls('UpdateService')).toMatchObject([{ didIt: true }]);
  });
});

describe('what happens by itself', () => {
  it('is news, also where somebody else let the time pass: the logs and the load balancer look at the same world', async () => {
    const command = new UpdateServiceCommand({ cluster, service: 'auth', forceNewDeployment: true });
    await clientIn('us-east-1').send(command);
    const seen: (string | undefined)[] = [];
    sandbox.onChange(() => {
      const auth = sandbox.world.services().find(({ name }) => name === 'auth');
      seen.push(auth?.deployments[0]?.rolloutState);
    });
    now += 600_000;
    sandbox.world.advanceTo(now);
    expect(seen).toEqual(['COMPLETED']);
  });
});

describe('the page’s panel', () => {
  it('shows every service and breaks new tasks, one way at a time', async () => {
    const panel = ecsWorldPanel(sandbox);
    const seen: number[] = [];
    panel.onChange(() => seen.push(panel.view().services.length));
    panel.setFault('crash', true);
    panel.setFault('stuck', true);
    const on = () => panel.faults().flatMap((one) => (one.on ? [one.id] : []));
    expect(on()).toEqual(['stuck']);
    const command = new UpdateServiceCommand({ cluster, service: 'auth', forceNewDeployment: true });
    await clientIn('us-east-1').send(command);
    now += 60_000;
    expect(panel.view().services.find((one) => one.name === 'auth')).toMatchObject({
      stack: cluster,
      desired: 1,
      running: 1,
      pending: 1,
      revision: 'auth:1',
      deployments: [
        { status: 'PRIMARY', state: 'IN_PROGRESS', running: 0, desired: 1, failed: 0 },
        { status: 'ACTIVE', state: 'COMPLETED', running: 1 },
      ],
      lastEvent: matching(/has started 1 tasks/),
    });
    panel.setFault('stuck', false);
    now += 60_000;
    expect(panel.view().services.find((one) => one.name === 'auth')?.deployments).toMatchObject([
      { status: 'PRIMARY', state: 'COMPLETED', running: 1 },
    ]);
    expect(seen.length).toBeGreaterThan(3);
    expect(() => panel.setFault('unknown', true)).toThrow(/No fault unknown. There are: image-pull, crash/);
  });

  it('breaks calls for as long as a switch is on', async () => {
    const panel = ecsWorldPanel(sandbox);
    const list = () => refused(clientIn('us-east-1').send(new ListServicesCommand({ cluster })));
    panel.setFault('throttle', true);
    expect([await list(), await list()]).toEqual(Array(2).fill('ThrottlingException: Rate exceeded'));
    panel.setFault('throttle', false);
    panel.setFault('away', true);
    expect(await list()).toMatch(/ECONNRESET|socket hang up|EPIPE/);
    panel.setFault('away', false);
    expect(await list()).toBe('it was not refused');
  });
});
