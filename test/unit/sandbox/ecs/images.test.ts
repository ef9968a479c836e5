import { describe, expect, it } from 'vitest';
import { Registry } from '../../../../sandbox/ecr/world/registry.ts';
import { performEcs } from '../../../../sandbox/ecs/api/all.ts';
import type { ServiceSeed } from '../../../../sandbox/ecs/world/options.ts';
import { World } from '../../../../sandbox/ecs/world/world.ts';

const account = '123456789012';
const region = 'us-east-1';
const key = { region, cluster: 'main', service: 'shop' };
const uri = `${account}.dkr.ecr.${region}.amazonaws.com/shop`;

/** A service that runs `latest` of a registry, and a clock of its own. */
function shop(more: Partial<ServiceSeed> = {}) {
  let now = 1_800_000_000_000;
  const registry = new Registry(account, () => now);
  const first = registry.push(region, 'shop', { tag: 'latest' });
  const world = new World({
    account,
    services: [{ ...key, container: 'app', image: `${uri}:latest`, desired: 2, ...more }],
    pull: (image) => registry.pull(image),
    startAt: now,
    pace: { tickMs: 100, startMs: 200, healthyMs: 100, drainMs: 100 },
  });
  const pass = (ms: number) => {
    now += ms;
    world.advanceTo(now);
  };
  const digests = () =>
    world
      .service(key)
      .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ images }) => images[0]?.digest);
  const deploy = (image: string) =>
    world.update(key, { force: false, taskDefinition: world.registerTaskDefinition(region, 'shop', image) });
  return { registry, world, first, pass, digests, deploy };
}

describe('the image that a task runs', () => {
  it('is what its tag is on when it starts: a restart under a mutable tag is a deploy that nobody asked for', () => {
    const { registry, world, first, pass, digests } = shop();
    expect(digests()).toEqual([first, first]);
    const second = registry.push(region, 'shop', { tag: 'latest' });
    pass(5_000);
    expect(digests()).toEqual([first, first]);
    world.update(key, { force: true });
    pass(5_000);
    expect(digests()).toEqual([second, second]);
  });

  it('stays the same under a digest, wherever the tag moves, as long as it is there', () => {
    const { registry, first, pass, digests, deploy } = shop();
    registry.push(region, 'shop', { tag: 'latest' });
    deploy(`${uri}@${first}`);
    pass(5_000);
    expect(digests()).toEqual([first, first]);
  });

  it.each(['latest', 'digest'])('that is gone can not be pulled by its %s, and says so', (by) => {
    const { registry, world, first, pass, deploy } = shop({ breaker: 'stops' });
    registry.remove(region, 'shop', { tag: 'latest' });
    const image = by === 'digest' ? `${uri}@${first}` : `${uri}:latest`;
    deploy(image);
    pass(10_000);
    const failed = world.service(key).tasks.filter(({ lastStatus }) => lastStatus === 'STOPPED');
    expect(failed[0]?.containerReason).toMatch(/^CannotPullContainerError: .*: not found$/);
    expect(failed[0]?.containerReason).toContain(image);
    // The old ones have theirs already.
    expect(world.service(key).tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')).toHaveLength(2);
  });

  it('is told with each task, and with each service revision as its name was when that began', () => {
    const { registry, world, first, pass } = shop();
    const second = registry.push(region, 'shop', { tag: 'latest' });
    world.update(key, { force: true });
    pass(5_000);
    const ask = (operation: string, input: object) => performEcs({ operation, region, input }, world);
    const { taskArns } = ask('ListTasks', { cluster: 'main', serviceName: 'shop' });
    expect(ask('DescribeTasks', { cluster: 'main', tasks: taskArns })).toMatchObject({
      tasks: [0, 1].map(() => ({
        containers: [{ name: 'app', image: `${uri}:latest`, imageDigest: second }],
      })),
    });
    const serviceRevisionArns = world.service(key).revisions.map(({ arn }) => arn);
    expect(ask('DescribeServiceRevisions', { serviceRevisionArns })).toMatchObject({
      serviceRevisions: [first, second].map((imageDigest) => ({ containerImages: [{ imageDigest }] })),
    });
  });
});

describe('RegisterTaskDefinition', () => {
  const register = (input: object) => {
    const { world } = shop();
    return () => performEcs({ operation: 'RegisterTaskDefinition', region, input }, world);
  };
  const app = { name: 'app', image: 'app:v1' };

  it.each([
    ['no containers', { family: 'new', containerDefinitions: [] }, /Container list cannot be empty/],
    ['two of one name', { family: 'new', containerDefinitions: [app, app] }, /names must be unique/],
    [
      'no image',
      { family: 'new', containerDefinitions: [{ ...app, image: '' }] },
      /image should not be null/,
    ],
    [
      'Fargate without a size',
      { family: 'new', containerDefinitions: [app], requiresCompatibilities: ['FARGATE'] },
      /'cpu'/,
    ],
    ["what is ECS's own", { family: 'new', containerDefinitions: [app], revision: 3 }, /Unknown parameter/],
    [
      "a tag of AWS's own",
      { family: 'new', containerDefinitions: [app], tags: [{ key: 'aws:x', value: '' }] },
      /'aws:'/,
    ],
  ])('refuses %s', (_, input, message) => {
    expect(register(input)).toThrow(message);
  });
});
