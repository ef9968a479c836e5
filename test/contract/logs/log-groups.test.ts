import { describe, expect, it } from 'vitest';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { LogGroups } from '../../../sandbox/logs/groups.ts';
import { startLogsSandbox } from '../../../sandbox/logs/sandbox.ts';
import { cloudWatchLogGroups } from '../../../src/aws/logs/log-groups.ts';
import { fakeLogGroups } from './fake-log-groups.ts';
import { groupsAccount, logGroupsContract } from './log-groups.suite.ts';

const onHttp = async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const world = new World({ account: groupsAccount, services: [], startAt: Date.now() });
  const sandbox = await startLogsSandbox(world);
  const logGroups = cloudWatchLogGroups({ endpoint: sandbox.url, requestTimeoutMs: 2_000 });
  const stop = async () => {
    logGroups.destroy();
    await sandbox.stop();
  };
  return { logGroups, state: sandbox.groups, sandbox, stop };
};

describe('LogGroups through the AWS SDK, against CloudWatch Logs on HTTP', () => {
  logGroupsContract(onHttp);

  it('a missing permission is named as IAM names it', async () => {
    const { logGroups, sandbox, stop } = await onHttp();
    sandbox.faults.next('DescribeLogGroups', { kind: 'deny' });
    expect(await logGroups.look({ account: groupsAccount, region: 'us-east-1' }, '/ecs/shop')).toMatchObject({
      fault: { kind: 'denied', action: 'logs:DescribeLogGroups' },
    });
    await stop();
  });
});

describe('LogGroups in memory', () => {
  logGroupsContract(async () => {
    const state = new LogGroups();
    return { logGroups: fakeLogGroups(state), state, stop: async () => undefined };
  });
});
