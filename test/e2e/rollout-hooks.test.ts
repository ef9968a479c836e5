import { describe, expect, it } from 'vitest';
import type { PauseSeed } from '../../sandbox/ecs/world/options.ts';
import { threeAtOnce } from '../fault/scene.ts';
import { buttonsOf, readable } from '../support/story.ts';
import { STRANGER } from '../support/wheelhouse.ts';
import { rolloutScene } from './rollout-scene.ts';

threeAtOnce();

/** Seconds are no time that ECS takes: they are for the test. */
const pauseOf = (seconds: number, timeoutAction: PauseSeed['timeoutAction'] = 'ROLLBACK') =>
  ({
    pauses: [{ stage: 'POST_SCALE_UP', timeoutMinutes: seconds / 60, timeoutAction }],
  }) as const;

const WAITS = /ECS waits at a PAUSE hook \(POST_SCALE_UP\): continue, or roll back\?/;

describe.concurrent('a deploy whose service has a PAUSE hook', () => {
  it('goes on by a click, of one who may, and of the first', async (test) => {
    const { person, world, runs, fresh } = await rolloutScene(test, pauseOf(600));
    await person.ops('deploy registry --image v9');
    const root = await person.rootReads(WAITS);
    expect(buttonsOf(root).map(({ label }) => label)).toEqual(['Continue', 'Roll back', 'Cancel']);
    expect(readable(root)).toContain('ECS rolls back by itself if nobody answers within 10 min');

    await person.click('Continue', STRANGER);
    await person.whispered(/You may not `resume`/, STRANGER);
    expect(world.ecs.calls('ContinueServiceDeployment')).toHaveLength(0);

    const click = await person.click('Continue');
    await person.whispered(/Taken: #1, Continue/);
    await world.sandbox.slack.redeliver(click);
    await person.ops('resume 1 back');
    await person.whispered(/#1 isn't waiting for an answer: it was answered already/);

    await person.rootReads(/#1 deploy.*done after/);
    expect(runs()).toEqual([fresh]);
    const told = world.ecs.calls('ContinueServiceDeployment').map(({ input }) => input);
    expect(told).toMatchObject([{ action: 'CONTINUE' }]);
  });

  it('goes back by a click, and that is no success', async (test) => {
    const { person, world, runs, old } = await rolloutScene(test, pauseOf(600));
    await person.ops('deploy registry --image v9');
    await person.rootReads(WAITS);
    await person.click('Roll back');
    const root = readable(await person.rootReads(/#1 deploy.* after/));
    expect(root).toContain('rolled back by hand');
    const thread = (await person.threadReads(/rolled back by hand/)).join('\n');
    expect(thread).toContain('*Roll back*');
    expect(thread).toContain('ECS rolls the deployment back at its PAUSE hook');
    expect(runs()).toEqual([old]);
    expect(world.ecs.calls('ContinueServiceDeployment')).toHaveLength(1);
  });

  it('goes back by ECS itself where nobody answers in time', async (test) => {
    const { person, world, runs, old } = await rolloutScene(test, pauseOf(3));
    await person.ops('deploy registry --image v9');
    await person.rootReads(WAITS);
    const root = readable(await person.rootReads(/#1 deploy.* after/));
    expect(root).toContain('rolled back by a hook that nobody answered');
    expect(runs()).toEqual([old]);
    expect(world.ecs.calls('ContinueServiceDeployment')).toHaveLength(0);
  });

  it('goes on by ECS itself where its hook says so', async (test) => {
    const { person, runs, fresh } = await rolloutScene(test, pauseOf(3, 'CONTINUE'));
    await person.ops('deploy registry --image v9');
    const asked = readable(await person.rootReads(WAITS));
    expect(asked).toContain('ECS continues by itself if nobody answers');
    await person.rootReads(/#1 deploy.*done after/);
    expect(runs()).toEqual([fresh]);
  });
});
