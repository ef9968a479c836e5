import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceState } from '../../sandbox/ecs/world/state.ts';
import { shortDigest } from '../../src/domain/image/image.ts';
import { readable, story } from '../support/story.ts';
import { OPERATOR, registry } from '../support/values.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;

beforeAll(async () => {
  world = await testWorld();
  await Promise.all([world.start('bot'), world.start('worker')]);
  person = story(world);
});
afterAll(() => world.stop());

const REPOSITORY = 'mcp-gateway-registry';
const service = (): ServiceState => world.ecs.service(registry.region, registry.cluster, registry.ecsService);
/** The digests that the running tasks pulled. */
const digests = (): (string | undefined)[] =>
  service()
    .tasks.filter((task) => task.lastStatus === 'RUNNING')
    .map((task) => task.images.find(({ container }) => container === registry.container)?.digest);
const push = (tag: string): string => world.ecr.push(registry.region, REPOSITORY, { tag });
const changed = (): number[] =>
  ['RegisterTaskDefinition', 'UpdateService'].map((call) => world.ecs.calls(call).length);

describe('/ops deploy registry --image v2', () => {
  it('pins the tag to its digest, rolls it out, and says which digest the tasks run', async () => {
    const digest = push('v2');
    const before = service();
    await person.ops('deploy registry --image v2 --reason "the fix"');
    const root = await person.rootReads(/done after/);
    expect(readable(root)).toContain(`2 of 2 tasks run \`v2\` (${shortDigest(digest)}, pushed just now)`);
    expect(digests()).toEqual([digest, digest]);

    const thread = (await person.threadReads(/done/)).join('\n');
    expect(thread).toMatch(/Circuit breaker: none/);
    expect(thread).toContain(`\`latest\` (${shortDigest(before.tasks[0]?.images[0]?.digest ?? '')})`);
    expect(thread).toContain('mcp-gateway-v2-registry:7 → mcp-gateway-v2-registry:8');
    expect(thread).toContain(
      `Registered mcp-gateway-v2-registry:8, which pins \`v2\` to ${shortDigest(digest)}`,
    );
    expect(changed()).toEqual([1, 1]);
  });

  it('leaves everything in the task definition as it was, but for that image', () => {
    const [old, made] = world.ecs.world.taskDefinitions.filter(
      ({ family }) => family === 'mcp-gateway-v2-registry',
    );
    expect(made?.rest).toEqual(old?.rest);
    expect(made?.containers.map(({ image: _, ...rest }) => rest)).toEqual(
      old?.containers.map(({ image: _, ...rest }) => rest),
    );
    expect(made?.containers[0]?.image).toMatch(/\/mcp-gateway-registry@sha256:[0-9a-f]{64}$/);
    expect(made?.tags).toEqual(expect.arrayContaining(old?.tags ?? []));
  });

  it('says so where that is what runs already, and does nothing', async () => {
    const before = changed();
    await person.ops('deploy registry --image v2');
    const root = await person.rootReads(/#2 deploy.*done after/);
    expect(readable(root)).toMatch(/`v2` \(sha256:[0-9a-f]{12}\) is what runs already\. Nothing was changed/);
    expect(changed()).toEqual(before);
  });

  it('takes the tag that was deployed last where none is said, wherever it has moved since', async () => {
    const digest = push('v2');
    await person.ops('deploy registry');
    await person.rootReads(/#3 deploy.*done after/);
    expect(digests()).toEqual([digest, digest]);
  });
});

describe('the form of a deploy', () => {
  it('offers the newest tags of the chosen service, with age and digest', async () => {
    const { slack } = world.sandbox;
    await person.ops('deploy');
    await slack.suggest({ user: OPERATOR, in: 'modal', actionId: 'suggest/service', typed: 'registry' });
    await slack.fill({ user: OPERATOR, values: { target: 'prod-us-east-1/registry' } });
    const offered = await slack.suggest({
      user: OPERATOR,
      in: 'modal',
      actionId: 'suggest/image',
      typed: '',
    });
    const texts = offered.kind === 'offered' ? offered.options.map(({ text }) => text.text) : [];
    expect(texts[0]).toMatch(/^v2 .*just now, sha256:[0-9a-f]{12}/);
    expect(texts).toHaveLength(3);
  });
});

describe('a deploy that changes nothing', () => {
  it('shows the newest tags where the image is missing', async () => {
    const before = changed();
    await person.ops('deploy registry --image v9');
    const root = readable(await person.rootReads(/#4 deploy.*failed after/));
    expect(root).toContain('`mcp-gateway-registry` has no image `v9`. Nothing was changed.');
    expect(root).toMatch(/The newest: `v2` \(just now, sha256:/);
    expect(changed()).toEqual(before);
  });

  it('is a dry run: it shows what would change and the same as commands', async () => {
    const before = changed();
    push('v3');
    await person.ops('deploy registry --image v3 --dry-run');
    await person.rootReads(/#5 deploy.*done after/);
    const thread = (await person.threadReads(/dry run/)).join('\n');
    expect(thread).toMatch(/mcp-gateway-v2-registry:9 → mcp-gateway-v2-registry:10/);
    expect(thread).toContain('aws ecs register-task-definition --region us-east-1');
    expect(thread).toContain('aws ecs update-service --region us-east-1 --cluster mcp-gateway-ecs-cluster');
    expect(changed()).toEqual(before);
  });

  it('refuses an image that is built for another architecture', async () => {
    world.ecr.push(registry.region, REPOSITORY, { tag: 'arm', platforms: ['linux/arm64', 'linux/arm/v7'] });
    await person.ops('deploy registry --image arm');
    const root = readable(await person.rootReads(/#6 deploy.*failed after/));
    expect(root).toContain("`arm` isn't built for linux/amd64");
  });

  it('names the permission that is missing to look the image up', async () => {
    world.ecr.faults.next('DescribeImages', { kind: 'deny' });
    await person.ops('deploy registry --image v2 --force');
    const root = readable(await person.rootReads(/#7 deploy.*failed after/));
    expect(root).toContain(
      'the role lacks `ecr:DescribeImages`. Allow it and try again. Nothing was changed.',
    );
  });

  it('says what is missing where no repository is configured', async () => {
    await person.ops('deploy auth --image v2');
    const root = readable(await person.rootReads(/#8 deploy.*failed after/));
    expect(root).toContain("The configuration doesn't name its ECR repository. Nothing was changed.");
  });

  it('refuses what is neither a tag nor a digest, before anything is stored', async () => {
    await person.ops('deploy registry --image "v2; rm"');
    expect(person.whispers().at(-1)).toContain('Say a tag, or a whole digest');
  });
});
