import { describe, expect, it } from 'vitest';
import { shortDigest } from '../../src/domain/image/image.ts';
import { REGISTRY, threeAtOnce } from '../fault/scene.ts';
import { readable } from '../support/story.ts';
import { ALARM, rolloutScene } from './rollout-scene.ts';

threeAtOnce();

describe.concurrent('/ops deploy registry --image v9 ends', () => {
  it('as done once its alarm was watched for as long as it takes to ring, and not before', async (test) => {
    const { person, runs, fresh, asked } = await rolloutScene(test, { alarms: [ALARM] });
    await person.ops('deploy registry --image v9');
    const watching = readable(await person.rootReads(/watching alarms for \d+ s more/));
    expect(watching).not.toContain('done');
    const root = readable(await person.rootReads(/#1 deploy.*done after/));
    expect(root).toMatch(/done after ([2-9]\d s|\d min)/);
    expect(root).toContain(
      `2 of 2 tasks run \`v9\` (${shortDigest(fresh)}, pushed just now); its alarm is quiet`,
    );
    expect([runs(), asked()]).toEqual([[fresh], [1, 1]]);
  });

  it('as rolled back where the circuit breaker tripped, with the cause, and the old code runs', async (test) => {
    const { person, runs, old, script, asked } = await rolloutScene(test, { breaker: 'rolls-back' });
    script('crash');
    await person.ops('deploy registry --image v9');
    const root = readable(await person.rootReads(/#1 deploy.* after/));
    expect(root).toContain("rolled back by ECS's circuit breaker");
    expect(root).toContain('The tasks from before are running.');
    const thread = (await person.threadReads(/rolled back/)).join('\n');
    expect(thread).toMatch(/exited with 1/);
    expect(thread).not.toMatch(/\bdone\b/);
    expect([runs(), asked()]).toEqual([[old], [1, 1]]);
  });

  it('as overtaken where somebody deployed from outside, and names that deployment', async (test) => {
    const { person, script, world, service, asked } = await rolloutScene(test);
    script('stuck');
    await person.ops('deploy registry --image v9');
    await person.rootReads(/0 of 2 new tasks are running/);
    world.ecs.world.update(REGISTRY, { force: true });
    script(undefined);
    const root = readable(await person.rootReads(/#1 deploy.* after/));
    expect(root).toContain('overtaken by another change');
    expect(root).toContain(`Another deployment (${service().deployments[0]?.id}) replaced this one`);
    expect(asked()).toEqual([1, 1]);
  });

  it('as done after tasks could be placed at last, and said meanwhile that there was no room', async (test) => {
    const { person, script, runs, old, fresh } = await rolloutScene(test);
    script('no-capacity');
    await person.ops('deploy registry --image v9');
    const thread = (await person.threadReads(/no capacity|capacity is unavailable/i)).join('\n');
    expect(thread).toContain('The service has no circuit breaker');
    expect(runs()).toEqual([old]);
    script(undefined);
    await person.rootReads(/#1 deploy.*done after/);
    expect(runs()).toEqual([fresh]);
  });

  it('as done after its targets became healthy, and said meanwhile that they were not', async (test) => {
    const { person, script, runs, fresh } = await rolloutScene(test);
    script('unhealthy');
    await person.ops('deploy registry --image v9');
    // ECS says that they failed; the load balancer, where it is asked in time, how.
    const thread = (await person.threadReads(/health check|refuse the load balancer's check/i)).join('\n');
    expect(thread).toContain('The old tasks keep running.');
    expect(person.roots().map(readable).join()).not.toContain('done');
    script(undefined);
    await person.rootReads(/#1 deploy.*done after/);
    expect(runs()).toEqual([fresh]);
  });

  it('as done though ECS was out of reach meanwhile: said once, with what one can do by hand', async (test) => {
    const { person, script, world, runs, fresh, asked } = await rolloutScene(test);
    script('stuck');
    await person.ops('deploy registry --image v9');
    await person.rootReads(/0 of 2 new tasks are running/);
    world.ecs.away(true);
    script(undefined);
    const away = /#1 goes on by itself as soon as it can/;
    await person.threadReads(away);
    await person.rootReads(/ECS goes on; looking again/);
    world.ecs.away(false);
    await person.rootReads(/#1 deploy.*done after/);
    const told = (await person.threadReads(/done/)).filter((text) => away.test(text));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      'aws ecs describe-services --region us-east-1 --cluster mcp-gateway-ecs-cluster',
    );
    expect([runs(), asked()]).toEqual([[fresh], [1, 1]]);
  });
});
