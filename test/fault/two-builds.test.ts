import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restart } from '../../src/jobs/operations/restart.ts';
import { type Build, build, edit } from '../support/builds.ts';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };
const VERSION = `version: ${restart.spec.version},`;
const NEXT_VERSION = `version: ${restart.spec.version + 1},`;
const restartFile = (source: string): string => join(source, 'jobs', 'operations', 'restart.ts');

/** The next release: restart has another step, as its next version; the old steps stay for runs that have begun. */
async function withNextVersion(source: string): Promise<void> {
  await cp(restartFile(source), join(source, 'jobs', 'operations', 'restart-before.ts'));
  await edit(restartFile(source), VERSION, NEXT_VERSION);
  await edit(restartFile(source), "id: 'roll'", "id: 'watch'");
  await edit(restartFile(source), "title: 'ask ECS for new tasks'", "title: 'ask ECS for fresh tasks'");
}

/** A release that forgot the old steps. */
async function withoutOldSteps(source: string): Promise<void> {
  await edit(restartFile(source), VERSION, NEXT_VERSION);
}

let world: TestWorld;
let builds: { readonly old: Build; readonly next: Build; readonly forgetful: Build };

beforeAll(async () => {
  const [old, next, forgetful] = await Promise.all([
    build(async () => undefined),
    build(withNextVersion),
    build(withoutOldSteps),
  ]);
  builds = { old, next, forgetful };
  world = await testWorld();
});
afterAll(async () => {
  await world.stop();
  for (const one of Object.values(builds)) await one.remove();
});

describe('a deployment of Wheelhouse itself, in the middle of a run', () => {
  it('lets the run end with the steps that it started with, under the next build; new runs take the new steps', async () => {
    const person = story(world);
    await world.startBuild('bot', builds.old.main);
    const oldWorker = await world.startBuild('worker', builds.old.main);
    world.ecs.script(key, { kind: 'stuck' });
    await person.ops('restart registry');
    await person.rootReads(/0 of 2 new tasks/);
    await oldWorker.signal('SIGTERM');

    // A build without the old steps leaves the run alone: it can't say what they were.
    const forgetful = await world.startBuild('worker', builds.forgetful.main);
    world.ecs.script(key, undefined);
    const asked = world.ecs.calls('UpdateService').length;
    await world.startBuild('worker', builds.next.main);
    await world.startBuild('bot', builds.next.main);
    const root = await person.rootReads(/#1 .* done after/);
    expect(readable(root)).toContain('2 of 2 tasks are new and running');
    expect(world.ecs.calls('UpdateService')).toHaveLength(asked);
    await forgetful.signal('SIGTERM');

    world.ecs.script(key, { kind: 'stuck' });
    await person.ops('restart registry');
    await person.rootReads(/#2 .*0 of 2 new tasks/);
    await person.ops('show 2');
    expect(person.whispers().at(-1)).toContain('ask ECS for fresh tasks');
    world.ecs.script(key, undefined);
    await person.rootReads(/#2 .* done after/);
  });
});
