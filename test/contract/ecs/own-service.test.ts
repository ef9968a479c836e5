import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EcsSandbox, startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { type EcsClients, ecsClients } from '../../../src/aws/clients.ts';
import { runsAs } from '../../../src/aws/ecs/own-service.ts';
import { listen, stopped } from '../slack/workspace.ts';
import { tasksAccount, tasksSeeds } from './ecs-tasks.suite.ts';

const [seed] = tasksSeeds;
if (!seed) throw new Error('there is no service');
const { region, cluster, service } = seed;
const thing = `service/${tasksAccount}/${region}/${cluster}/${service}`;
const clusterArn = `arn:aws:ecs:${region}:${tasksAccount}:cluster/${cluster}`;
const TIMEOUT = 2_000;

let ecs: EcsSandbox;
let clients: EcsClients;
let described: unknown;
const metadata = createServer((request, response) => {
  response.writeHead(request.url === '/v4/x/task' ? 200 : 404).end(JSON.stringify(described));
});
let address: string;

beforeEach(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  ecs = await startEcsSandbox({ account: tasksAccount, services: tasksSeeds });
  clients = ecsClients({ endpoint: ecs.url });
  address = `${new URL(await listen(metadata)).origin}/v4/x`;
});
afterEach(async () => {
  clients.destroy();
  await ecs.stop();
  await stopped(metadata);
});

/** A task of the first service. */
const aTask = (): string => {
  const [task] = ecs.service(region, cluster, service).tasks;
  return `arn:aws:ecs:${region}:${tasksAccount}:task/${cluster}/${task?.id}`;
};

describe('what this process runs as', () => {
  it('isn’t asked of anybody outside ECS', async () => {
    expect(await runsAs(undefined, clients, TIMEOUT)).toEqual({ kind: 'no-service' });
    expect(ecs.record).toEqual([]);
  });

  it('is what the task’s own description says', async () => {
    described = {
      Cluster: clusterArn,
      TaskARN: `arn:aws:ecs:${region}:${tasksAccount}:task/${cluster}/1`,
      ServiceName: service,
    };
    expect(await runsAs(address, clients, TIMEOUT)).toEqual({ kind: 'service', thing });
    expect(ecs.record).toEqual([]);
  });

  it('is looked up among the tasks where the description leaves it out, as on Fargate', async () => {
    described = { Cluster: clusterArn, TaskARN: aTask() };
    expect(await runsAs(address, clients, TIMEOUT)).toEqual({ kind: 'service', thing });
  });

  it.each([
    ['the description is none', 'nonsense'],
    [
      'the task is of nobody',
      { Cluster: clusterArn, TaskARN: `arn:aws:ecs:${region}:${tasksAccount}:task/${cluster}/gone` },
    ],
  ])('is unknown, and no failure, where %s', async (_what, answer) => {
    described = answer;
    expect(await runsAs(address, clients, TIMEOUT)).toMatchObject({
      kind: 'unknown',
      why: expect.any(String),
    });
  });

  it('is unknown where nothing answers', async () => {
    expect(await runsAs('http://127.0.0.1:1/v4', clients, TIMEOUT)).toMatchObject({ kind: 'unknown' });
  });
});
