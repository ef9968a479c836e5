import { describe, expect, it } from 'vitest';
import { startEcrSandbox } from '../../../sandbox/ecr/sandbox.ts';
import { Registry } from '../../../sandbox/ecr/world/registry.ts';
import { ecrImages } from '../../../src/aws/ecr/ecr-images.ts';
import { fakeImageRegistry } from './fake-image-registry.ts';
import { imageRegistryContract, suiteAccount } from './image-registry.suite.ts';

const onHttp = async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const registry = new Registry(suiteAccount, Date.now);
  const ecr = await startEcrSandbox(registry);
  const images = ecrImages({ endpoint: ecr.url, requestTimeoutMs: 2_000 });
  const stop = async () => {
    images.destroy();
    await ecr.stop();
  };
  return { images, registry, ecr, stop };
};

describe('ImageRegistry through the AWS SDK, against an ECR on HTTP', () => {
  imageRegistryContract(onHttp);
});

describe('ImageRegistry on a registry in memory', () => {
  imageRegistryContract(async () => {
    const registry = new Registry(suiteAccount, Date.now);
    return { images: fakeImageRegistry(registry), registry, stop: async () => undefined };
  });
});

describe('when ECR refuses', () => {
  const repository = { account: suiteAccount, region: 'us-east-1', name: 'registry' };

  it('a missing permission is named as IAM names it', async () => {
    const { images, registry, ecr, stop } = await onHttp();
    registry.push('us-east-1', 'registry', { tag: 'v1' });
    ecr.faults.next('BatchGetImage', { kind: 'deny' });
    expect(await images.find(repository, { tag: 'v1' })).toMatchObject({
      fault: { kind: 'denied', call: 'ecr:BatchGetImage', action: 'ecr:BatchGetImage' },
    });
    await stop();
  });

  it('a throttle is asked again, and then told', async () => {
    const { images, registry, ecr, stop } = await onHttp();
    registry.push('us-east-1', 'registry', { tag: 'v1' });
    ecr.faults.next('DescribeImages', { kind: 'throttle' });
    expect(await images.find(repository, { tag: 'v1' })).toMatchObject({ ok: true });
    ecr.faults.next('DescribeImages', { kind: 'throttle' }, Number.POSITIVE_INFINITY);
    expect(await images.newest(repository, 1)).toMatchObject({ fault: { kind: 'throttled' } });
    await stop();
  });
});
