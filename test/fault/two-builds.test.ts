import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Build, build, edit } from '../support/builds.ts';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };
const restartFile = (source: string): string => join(source, 'jobs', 'operations', 'restart.ts');

/** The next release: restart has another step, as version 2; the old steps stay for runs that have begun. */
async function withVersion2(source: string): Promise<void> {
  await cp(restartFile(source), join(source, 'jobs', 'operations', 'restart-1.ts'));
  await edit(restartFile(source), 'version: 1,', 'version: 2,');
  await edit(restartFile(source), "id: 'roll'", "id: 'watch'");
  await edit(restartFile(source), "title: 'follow the rollout'", "title: 'watch the rollout'");
}

/** A release that forgot the old steps. */
async function withoutVersion1(source: string): Promise<void> {
  await edit(restartFile(source), 'version: 1,', 'version: 2,');
}

let world: TestWorld;
let builds: { readonly old: Build; readonly next: Build; readonly forgetful: Build };

beforeAll(async () => {
  const [old, next, forgetful] = await Promise.all([
    build(async () => undefined),
    build(withVersion2),
    build(withoutVersion1),
  ]);
  builds = { old, next, forgetful };
  world = await testWorld();
}, 120_000);
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
    const second = await person.rootReads(/watch the rollout/);
    expect(readable(second)).toContain('#2');
    world.ecs.script(key, undefined);
    await person.rootReads(/#2 .* done after/);
  });
});
