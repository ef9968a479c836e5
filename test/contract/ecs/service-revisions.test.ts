import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsServices } from '../../../src/aws/ecs/ecs-services.ts';
import { serviceRevisions } from '../../../src/aws/ecs/service-revisions.ts';
import type { ServiceRevisions } from '../../../src/domain/ports/service-revisions.ts';
import { fakeServiceRevisions } from './fake-service-revisions.ts';

const account = '123456789012';
const target = { account, region: 'us-east-1', cluster: 'gateway', ecsService: 'registry' };
const image = `${account}.dkr.ecr.us-east-1.amazonaws.com/registry:latest`;
const digest = `sha256:${'ab'.repeat(32)}`;
const services = [
  {
    region: target.region,
    cluster: target.cluster,
    service: 'registry',
    container: 'registry',
    image,
    desired: 2,
  },
];
const options = { account, services, pull: () => digest };

/** What every implementation of ServiceRevisions does. `make` gives one and a revision's ARN. */
const contract = (
  make: () => Promise<{ revisions: ServiceRevisions; arn: string; stop: () => Promise<void> }>,
): void => {
  let under: Awaited<ReturnType<typeof make>>;
  beforeAll(async () => {
    under = await make();
  });
  afterAll(() => under.stop());

  it('gives the image of each container by name and digest; what ECS does not know is absent', async () => {
    const { revisions, arn } = under;
    const read = await revisions.images(target, [arn, arn.replace(/\d+$/, '404')]);
    expect(read.ok && [...read.value]).toEqual([[arn, [{ container: 'registry', image, digest }]]]);
  });

  it('gives the task definition of each', async () => {
    const { revisions, arn } = under;
    const read = await revisions.describe(target, [arn, arn.replace(/\d+$/, '404')]);
    const taskDefinition = `arn:aws:ecs:us-east-1:${account}:task-definition/registry:1`;
    const images = [{ container: 'registry', image, digest }];
    expect(read.ok && [...read.value]).toEqual([[arn, { taskDefinition, images }]]);
  });

  it('knows none of another region', async () => {
    const read = await under.revisions.images({ ...target, region: 'eu-west-1' }, [under.arn]);
    expect(read.ok && [...read.value]).toEqual([]);
  });
};

describe('ServiceRevisions through the AWS SDK, against an ECS on HTTP', () => {
  contract(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
    const sandbox = await startEcsSandbox(options);
    const clients = ecsClients({ endpoint: sandbox.url });
    // DescribeServices itself says which revisions run.
    const service = await ecsServices(clients).describe(target);
    const [arn = ''] = (service.ok && service.value.revisions) || [];
    return {
      revisions: serviceRevisions(clients),
      arn,
      stop: async () => {
        clients.destroy();
        await sandbox.stop();
      },
    };
  });
});

describe('ServiceRevisions on a world without HTTP', () => {
  contract(async () => {
    const world = new World({ ...options, startAt: 1_800_000_000_000 });
    const arn = world.read().services[0]?.revisions[0]?.arn ?? '';
    return { revisions: fakeServiceRevisions(world), arn, stop: async () => undefined };
  });
});
