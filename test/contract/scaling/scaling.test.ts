import { describe, expect, it } from 'vitest';
import { startScalingSandbox } from '../../../sandbox/scaling/sandbox.ts';
import { ScalableTargets } from '../../../sandbox/scaling/scalable-targets.ts';
import { applicationScaling } from '../../../src/aws/scaling/application-scaling.ts';
import { registry } from '../../support/values.ts';
import { fakeScaling } from './fake-scaling.ts';
import { scalingContract } from './scaling.suite.ts';

const onHttp = async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const targets = new ScalableTargets(registry.account);
  const sandbox = await startScalingSandbox(targets);
  const scaling = applicationScaling({ endpoint: sandbox.url, requestTimeoutMs: 2_000 });
  const stop = async () => {
    scaling.destroy();
    await sandbox.stop();
  };
  return { scaling, targets, sandbox, stop };
};

describe('Scaling through the AWS SDK, against an Application Auto Scaling on HTTP', () => {
  scalingContract(onHttp);
});

describe('Scaling on targets without HTTP', () => {
  scalingContract(async () => {
    const targets = new ScalableTargets(registry.account);
    return { scaling: fakeScaling(targets), targets, stop: async () => undefined };
  });
});

it('a missing permission is named as IAM names it', async () => {
  const { scaling, sandbox, stop } = await onHttp();
  sandbox.faults.next('DescribeScalableTargets', { kind: 'deny' });
  expect(await scaling.rangeOf(registry)).toMatchObject({
    fault: { kind: 'denied', action: 'application-autoscaling:DescribeScalableTargets' },
  });
  await stop();
});
