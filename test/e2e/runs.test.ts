import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;
const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };

beforeAll(async () => {
  world = await testWorld();
  await world.start('bot');
  await world.start('worker');
  person = story(world);
});
afterAll(() => world.stop());

const whisper = async (text: string): Promise<string> => {
  await person.ops(text);
  return person.whispers().at(-1) ?? '';
};

describe('/ops cancel', () => {
  it('ends a run that follows a rollout, and says what ECS goes on doing', async () => {
    world.ecs.script(key, { kind: 'stuck' });
    await person.ops('restart registry');
    await person.rootReads(/0 of 2 new tasks/);
    expect(await whisper('show 1')).toMatch(
      /✓ ask ECS for new tasks · .*\n✓ find the deployment · .*\n▸ follow the rollout · since/,
    );
    expect(await whisper('runs --live')).toContain(
      '*#1* restart prod-us-east-1/registry 0 of 2 new tasks are running',
    );
    expect(await whisper('retry 1')).toContain("#1 isn't over yet");

    expect(await whisper('cancel 1')).toContain('#1 stops at its next safe point');
    const root = await person.rootReads(/cancelled after/);
    expect(readable(root)).toContain(
      '<@U0OPERATOR> cancelled it. ECS goes on with the deployment that has begun.',
    );
    expect(await whisper('cancel 1')).toContain('#1 is over already');
    world.ecs.script(key, undefined);
  });

  it('changes nothing when it comes before ECS was asked', async () => {
    const made = world.ecs.calls('UpdateService').length;
    const check = world.ecs.faults.hold('DescribeServices', 'before');
    await person.ops('restart auth');
    await check.held;
    await person.ops('cancel 2');
    check.release();
    const root = await person.rootReads(/auth\* cancelled after/);
    expect(readable(root)).toContain('Nothing was changed.');
    expect(world.ecs.calls('UpdateService')).toHaveLength(made);
  });
});

describe('/ops retry', () => {
  it('starts a new run with the same words, by the person who asks', async () => {
    await waitFor(() => world.ecs.service(key.region, key.cluster, key.service).steady, {
      what: 'a steady service',
    });
    expect(await whisper('retry #1')).toContain('Accepted as *#3*: restart prod-us-east-1/registry');
    const root = await person.rootReads(/#3 restart prod-us-east-1\/registry\* done/);
    expect(readable(root)).toContain('again after #1');
  });
});

describe('/ops runs and show', () => {
  it('list what ran, newest first, of everything or of one service, with how it ended', async () => {
    const all = (await whisper('runs')).split('\n');
    expect(all.map((line) => /#\d+/.exec(line)?.[0])).toEqual([undefined, '#3', '#2', '#1']);
    expect(all[1]).toContain(':white_check_mark:');
    expect(all[2]).toContain(':no_entry_sign:');
    const own = (await whisper('runs auth')).split('\n');
    expect(own).toHaveLength(2);
    expect(await whisper('runs --live')).toContain('None.');
    expect(await whisper('show 99')).toContain('There is no run #99');
    expect(await whisper('show')).toContain('Say which run');
  });
});
