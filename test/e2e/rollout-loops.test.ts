import { describe, expect, it } from 'vitest';
import { shortDigest } from '../../src/domain/image/image.ts';
import { buttonsOf, readable } from '../support/story.ts';
import { rolloutScene } from './rollout-scene.ts';

const SOON_MS = 30_000;

describe('a deploy without a circuit breaker whose tasks crash again and again', () => {
  it('is explained, taken over by the rollback that it offers, and kept off until it is unlocked', async (test) => {
    const scene = await rolloutScene(test, { limits: { 'stuck-after': '2s' } });
    const { person, world, script, runs, old, fresh, asked, service } = scene;
    script('crash');
    await person.ops('deploy registry --image v9');

    await person.threadReads(/exited with 1.*no circuit breaker: ECS will go on trying/);
    const told = (person.roots()[0]?.thread ?? []).find((one) => /no circuit breaker: /.test(readable(one)));
    const failed = Math.min(...service().tasks.flatMap(({ stoppedAt }) => stoppedAt ?? []));
    expect(Number(told?.ts) * 1000 - failed).toBeLessThan(SOON_MS);

    const stuck = await person.rootReads(/No progress for \d+ s: 0 of 2 new tasks run, \d+ failed/);
    expect(buttonsOf(stuck).map(({ label }) => label)).toEqual(['Keep waiting', 'Roll back', 'Why']);
    await person.click('Roll back');

    const done = readable(await person.rootReads(/#2 rollback.*done after/));
    expect(done).toContain(`2 of 2 tasks run ${shortDigest(old ?? '')}`);
    expect(done).toMatch(/Deploys .*locked until .*`unlock prod-us-east-1\/registry`/);
    const [deploy] = person.roots().map(readable);
    expect(deploy).toMatch(/#1 deploy.* taken over after/);
    expect(deploy).toContain('#2 (rollback) took the service over');
    expect([runs(), asked()]).toEqual([[old], [1, 1]]);

    script(undefined);
    await person.ops('deploy registry --image v9');
    expect(await person.whispered(/lock/i)).toContain('rolled back by #2');
    expect([person.roots().length, asked()]).toEqual([2, [1, 1]]);
    await person.ops('unlock registry');
    await person.ops('deploy registry --image v9');
    await person.rootReads(/#3 deploy.*done after/);
    expect([runs(), asked()]).toEqual([[fresh], [2, 2]]);
    expect(world.ecs.calls('StopServiceDeployment')).toHaveLength(1);
  });
});
