import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };
const running = (): number =>
  world.ecs
    .service(key.region, key.cluster, key.service)
    .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
const asked = () => world.ecs.calls('UpdateService').map(({ input }) => input);

describe('/ops scale registry 3', () => {
  it('shows what changes, asks ECS once, and ends when three tasks run', async () => {
    await person.ops('scale registry 3 --reason "the sale"');
    const root = readable(await person.rootReads(/#1 scale.*done after/));
    expect(root).toContain('3 tasks are running, 2 before. Autoscaling (2 to 4 tasks) may change it again.');
    expect(running()).toBe(3);
    expect(asked()).toMatchObject([{ desiredCount: 3 }]);
    const thread = (await person.threadReads(/done/)).join('\n');
    expect(thread).toContain('Tasks: 2 → 3');
    expect(thread).toContain('Autoscaling: 2 to 4 tasks');
  });

  it('says that it is so already, the second time', async () => {
    await person.ops('scale registry 3');
    const root = readable(await person.rootReads(/#2 scale.*failed after/));
    expect(root).toContain('It is 3 already. Nothing was changed.');
    expect(asked()).toHaveLength(1);
  });

  it('isn’t taken in by what an earlier run saw of the same deployment', async () => {
    await person.ops('scale registry 2');
    await person.rootReads(/#3 scale.*done after/);
    expect(running()).toBe(2);
    await person.ops('scale registry 3');
    await person.rootReads(/#4 scale.*done after/);
    expect(running()).toBe(3);
  });

  it('refuses what autoscaling would undo, with the range and the words to do it all the same', async () => {
    await person.ops('scale registry 9');
    const root = readable(await person.rootReads(/#5 scale.*failed after/));
    expect(root).toContain('9 is outside what autoscaling keeps it in: 2 to 4 tasks. Nothing was changed.');
    expect(root).toContain('scale prod-us-east-1/registry 9 --force');
    expect(asked()).toHaveLength(3);
  });

  it('says why tasks don’t start, while it waits for them', async () => {
    world.ecs.script(key, { kind: 'image-pull' });
    await person.ops('scale registry 4');
    const thread = await person.threadReads(/image/i);
    expect(thread.some((text) => /ECS goes on trying/.test(text))).toBe(true);
    world.ecs.script(key, undefined);
    await person.rootReads(/#6 scale.*done after/);
    expect(running()).toBe(4);
  });
});

describe('the words of scale', () => {
  it('open the form where the number isn’t said, with the service already in it', async () => {
    await person.ops('scale registry');
    const { slack } = world.sandbox;
    await slack.fill({ user: OPERATOR, values: { 'field/count': '4' } });
    await slack.submit({ user: OPERATOR });
    const root = readable(await person.rootReads(/#7 scale.*failed after/));
    expect(root).toContain('It is 4 already');
  });

  it('are told what is wrong before anything is stored', async () => {
    await person.ops('scale registry three');
    expect(person.whispers().at(-1)).toContain('`COUNT`: A number, such as 3.');
    await person.ops('scale registry --help');
    expect(person.whispers().at(-1)).toContain('`COUNT`  how many tasks are to run');
  });
});
