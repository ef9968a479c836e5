import { describe, expect, it } from 'vitest';
import { startCloudWatchSandbox } from '../../../sandbox/cloudwatch/sandbox.ts';
import { AlarmBoard } from '../../../sandbox/cloudwatch/world/alarms.ts';
import { cloudWatchAlarms } from '../../../src/aws/cloudwatch/cloudwatch-alarms.ts';
import { alarmsContract, suiteAccount, suiteNow, suiteSeeds } from './alarms.suite.ts';
import { fakeAlarms } from './fake-alarms.ts';

const ringing = () => new AlarmBoard(suiteAccount, () => suiteNow, suiteSeeds);

const onHttp = async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const board = ringing();
  const cloudwatch = await startCloudWatchSandbox(board);
  const alarms = cloudWatchAlarms({ endpoint: cloudwatch.url, requestTimeoutMs: 2_000 });
  const stop = async () => {
    alarms.destroy();
    await cloudwatch.stop();
  };
  return { alarms, board, cloudwatch, stop };
};

describe('Alarms through the AWS SDK, against a CloudWatch on HTTP', () => {
  alarmsContract(onHttp);
});

describe('Alarms on a board without HTTP', () => {
  alarmsContract(async () => {
    const board = ringing();
    return { alarms: fakeAlarms(board), board, stop: async () => undefined };
  });
});

describe('calls to CloudWatch', () => {
  const place = { account: suiteAccount, region: 'us-east-1' };

  it('are as few as its limit of 100 names allows, and none for no names', async () => {
    const { alarms, cloudwatch, stop } = await onHttp();
    await alarms.read(place, []);
    expect(cloudwatch.record).toEqual([]);
    await alarms.read(
      place,
      Array.from({ length: 201 }, (_, n) => `alarm-${n}`),
    );
    expect(cloudwatch.record.map(({ answer }) => answer)).toEqual([200, 200, 200]);
    await stop();
  });

  it('that are throttled are made again, and then told', async () => {
    const { alarms, cloudwatch, stop } = await onHttp();
    cloudwatch.faults.next('DescribeAlarms', { kind: 'throttle' });
    expect(await alarms.read(place, ['cpu-high'])).toMatchObject({ ok: true });
    cloudwatch.faults.next('DescribeAlarms', { kind: 'throttle' }, Number.POSITIVE_INFINITY);
    expect(await alarms.read(place, ['cpu-high'])).toMatchObject({
      fault: { kind: 'throttled', call: 'cloudwatch:DescribeAlarms' },
    });
    await stop();
  });

  it('that are refused name the permission as IAM names it', async () => {
    const { alarms, cloudwatch, stop } = await onHttp();
    cloudwatch.faults.next('DescribeAlarms', { kind: 'deny' });
    expect(await alarms.read(place, ['cpu-high'])).toMatchObject({
      fault: { kind: 'denied', action: 'cloudwatch:DescribeAlarms' },
    });
    await stop();
  });

  it('that can not reach it say so', async () => {
    const { alarms, cloudwatch, stop } = await onHttp();
    cloudwatch.away(true);
    expect(await alarms.read(place, ['cpu-high'])).toMatchObject({ fault: { kind: 'unanswered' } });
    await stop();
  });
});
