import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault as CallFault } from '../../../sandbox/ecs/http/faults.ts';
import type { EcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import type { EcsClients } from '../../../src/aws/clients.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsServices } from '../../../src/aws/ecs/ecs-services.ts';
import type { EcsServices } from '../../../src/domain/ports/ecs-services.ts';
import { primaryOf } from '../../../src/domain/rollout/service-snapshot.ts';

const account = '123456789012';
const target = { account, region: 'us-east-1', cluster: 'gateway', ecsService: 'registry' };

let sandbox: EcsSandbox;
let clients: EcsClients;
let services: EcsServices;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  sandbox = await startEcsSandbox({
    account,
    services: [
      {
        region: 'us-east-1',
        cluster: 'gateway',
        service: 'registry',
        container: 'registry',
        image: 'registry:latest',
        desired: 1,
      },
    ],
  });
  clients = ecsClients({ endpoint: sandbox.url, requestTimeoutMs: 150 });
  services = ecsServices(clients);
});

afterAll(async () => {
  clients.destroy();
  await sandbox.stop();
});

/** What a call added to the record of UpdateService. */
const updatesDuring = async <T>(act: () => Promise<T>) => {
  const before = sandbox.calls('UpdateService').length;
  const result = await act();
  return { result, added: sandbox.calls('UpdateService').slice(before) };
};

describe('UpdateService', () => {
  const table: { name: string; fault: CallFault; kind: string; done: boolean }[] = [
    {
      name: '500 before it was done',
      fault: { kind: 'status', status: 500, when: 'before' },
      kind: 'unanswered',
      done: false,
    },
    {
      name: '500 after it was done',
      fault: { kind: 'status', status: 500, when: 'after' },
      kind: 'unanswered',
      done: true,
    },
    {
      name: '503 after it was done',
      fault: { kind: 'status', status: 503, when: 'after' },
      kind: 'unanswered',
      done: true,
    },
    {
      name: 'a reset before it was done',
      fault: { kind: 'reset', when: 'before' },
      kind: 'unanswered',
      done: false,
    },
    {
      name: 'a reset after it was done',
      fault: { kind: 'reset', when: 'after' },
      kind: 'unanswered',
      done: true,
    },
    { name: 'an answer that is no JSON', fault: { kind: 'garbage' }, kind: 'malformed', done: true },
    { name: 'a throttle', fault: { kind: 'throttle' }, kind: 'throttled', done: false },
    {
      name: 'another throttle',
      fault: { kind: 'status', status: 400, code: 'RequestLimitExceeded', when: 'before' },
      kind: 'throttled',
      done: false,
    },
    { name: 'no permission', fault: { kind: 'deny' }, kind: 'denied', done: false },
    {
      name: 'a parameter refused',
      fault: { kind: 'status', status: 400, code: 'InvalidParameterException', when: 'before' },
      kind: 'invalid',
      done: false,
    },
    {
      name: 'a service that is not active',
      fault: { kind: 'status', status: 400, code: 'ServiceNotActiveException', when: 'before' },
      kind: 'invalid',
      done: false,
    },
  ];

  it.each(table)('$name is $kind, and it was sent once', async ({ fault, kind, done }) => {
    sandbox.faults.next('UpdateService', fault);
    const { result, added } = await updatesDuring(() => services.forceNewDeployment(target));
    expect(result).toMatchObject({ ok: false, fault: { kind, call: 'ecs:UpdateService' } });
    expect(added.map((call) => call.didIt)).toEqual([done]);
  });

  it('without an answer in time is unanswered, was sent once, and may have happened', async () => {
    const held = sandbox.faults.hold('UpdateService', 'after');
    const before = sandbox.service('us-east-1', 'gateway', 'registry').deployments[0]?.id;
    const { result, added } = await updatesDuring(() => services.forceNewDeployment(target));
    expect(result).toMatchObject({ ok: false, fault: { kind: 'unanswered' } });
    expect(added).toMatchObject([{ answer: 'pending', didIt: true }]);
    expect(sandbox.service('us-east-1', 'gateway', 'registry').deployments[0]?.id).not.toBe(before);
    held.release();
  });

  it('names the permission that AWS says is missing', async () => {
    sandbox.faults.next('UpdateService', { kind: 'deny' });
    const result = await services.forceNewDeployment(target);
    expect(result).toMatchObject({ ok: false, fault: { kind: 'denied', action: 'ecs:UpdateService' } });
  });

  it('that nothing listens for is unreachable', async () => {
    const free = createServer();
    const listening = Promise.withResolvers<void>();
    free.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
    const address = free.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const closed = Promise.withResolvers<void>();
    free.close(() => closed.resolve());
    await closed.promise;
    const nowhere = ecsClients({ endpoint: `http://127.0.0.1:${port}` });
    const result = await ecsServices(nowhere).forceNewDeployment(target);
    nowhere.destroy();
    expect(result).toMatchObject({ ok: false, fault: { kind: 'unreachable' } });
  });

  it('answers the service whose PRIMARY is the new deployment', async () => {
    const { result, added } = await updatesDuring(() => services.forceNewDeployment(target));
    expect(added).toMatchObject([{ answer: 200, input: { forceNewDeployment: true } }]);
    const now = sandbox.service('us-east-1', 'gateway', 'registry');
    expect(result.ok && primaryOf(result.value)?.id).toBe(now.deployments[0]?.id);
  });
});

describe('a read', () => {
  it('is tried again, and comes through', async () => {
    sandbox.faults.next('DescribeServices', { kind: 'status', status: 500, when: 'before' });
    sandbox.faults.next('DescribeServices', { kind: 'reset', when: 'before' });
    const before = sandbox.calls('DescribeServices').length;
    expect(await services.describe(target)).toMatchObject({ ok: true });
    expect(sandbox.calls('DescribeServices')).toHaveLength(before + 3);
  });

  it('is given up after three times', async () => {
    sandbox.faults.next('ListServiceDeployments', { kind: 'throttle' }, 3);
    const before = sandbox.calls('ListServiceDeployments').length;
    const result = await services.newestServiceDeployments(target, 1);
    expect(result).toMatchObject({
      ok: false,
      fault: { kind: 'throttled', call: 'ecs:ListServiceDeployments' },
    });
    expect(sandbox.calls('ListServiceDeployments')).toHaveLength(before + 3);
  });

  it('that may not be done names its own action', async () => {
    sandbox.faults.next('DescribeTasks', { kind: 'deny' });
    const previous = sandbox.service('us-east-1', 'gateway', 'registry').tasks[0]?.deploymentId ?? '';
    sandbox.world.advanceTo(Date.now() + 60_000);
    const result = await services.stoppedTasks(target, previous);
    expect(result).toMatchObject({ ok: false, fault: { kind: 'denied', action: 'ecs:DescribeTasks' } });
  });
});
