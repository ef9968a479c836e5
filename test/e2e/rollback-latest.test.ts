import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceState } from '../../sandbox/ecs/world/state.ts';
import { shortDigest } from '../../src/domain/image/image.ts';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

const REPOSITORY = 'mcp-gateway-registry';
const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };

let world: TestWorld;
let person: ReturnType<typeof story>;
/** What `:latest` meant one after the other. */
const digests: string[] = [];

const service = (): ServiceState => world.ecs.service(key.region, key.cluster, key.service);
const runs = (): (string | undefined)[] =>
  service()
    .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
    .map(({ images }) => images[0]?.digest);
const revisions = (): number =>
  world.ecs.world.taskDefinitions.filter(({ family }) => family === registry.ecsService).length;

/** Overwrites `:latest` and has its tasks replaced, as a pipeline does that Wheelhouse knows nothing of. */
async function deployedFromOutside(): Promise<string> {
  const digest = world.ecr.push(registry.region, REPOSITORY, { tag: 'latest' });
  world.ecs.world.update(key, { force: true });
  await waitFor(() => service().steady && runs().every((one) => one === digest), {
    what: 'the deployment from outside',
    show: runs,
  });
  digests.push(digest);
  return digest;
}

/** Waits until a dry run would go back to this digest: the recorder has seen it then. */
async function known(digest: string): Promise<void> {
  const dryRun = async (): Promise<boolean> => {
    await person.ops('rollback registry --dry-run');
    await person.rootReads(/rollback.* after/);
    const thread = await person.threadReads(/done|failed/);
    return thread.join('\n').includes(`→ ${shortDigest(digest)}`);
  };
  await waitFor(dryRun, { what: `${shortDigest(digest)} to be remembered` });
}

beforeAll(async () => {
  world = await testWorld({ limits: { 'history-every': '200ms' } });
  await Promise.all([world.start('bot'), world.start('worker')]);
  person = story(world);
});
afterAll(() => world.stop());

describe('a service with one revision, whose :latest was overwritten from outside', () => {
  it('runs the old code again after /ops rollback, and says so by its digest', async () => {
    const good = await deployedFromOutside();
    const bad = await deployedFromOutside();
    expect(revisions()).toBe(1);
    await known(good);
    await person.ops('rollback registry --reason "5xx since the push"');
    const root = readable(await person.rootReads(/rollback .* done after.*5xx since the push/s));
    expect(root).toContain(`2 of 2 tasks run ${shortDigest(good)}`);
    expect(runs()).toEqual([good, good]);
    const thread = (await person.threadReads(/done/)).join('\n');
    expect(thread).toContain(`Image: ${shortDigest(bad)} → ${shortDigest(good)}`);
    expect(thread).toMatch(/That image: ran from .*, ended well, deployed from outside/);
    expect(thread).toMatch(/May be undone: by the next infrastructure apply/);
    expect(['RegisterTaskDefinition', 'UpdateService'].map((call) => world.ecs.calls(call).length)).toEqual([
      1, 1,
    ]);
    expect(revisions()).toBe(2);
  });

  it('keeps running it, whatever the tag means meanwhile', async () => {
    const [good] = digests;
    world.ecr.push(registry.region, REPOSITORY, { tag: 'latest' });
    world.ecs.world.update(key, { force: true });
    await waitFor(() => service().steady, { what: 'new tasks' });
    expect(runs()).toEqual([good, good]);
  });
});
