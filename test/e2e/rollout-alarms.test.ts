import { describe, expect, it } from 'vitest';
import { shortDigest } from '../../src/domain/image/image.ts';
import { threeAtOnce } from '../fault/scene.ts';
import { buttonsOf, readable } from '../support/story.ts';
import { STRANGER } from '../support/wheelhouse.ts';
import { ALARM, rolloutScene } from './rollout-scene.ts';

threeAtOnce();

const RINGS = new RegExp(`Alarm ${ALARM} rings`);

/** A deploy whose alarm rings while it is being proven. */
async function ringing(
  test: Parameters<typeof rolloutScene>[0],
  options: Pick<NonNullable<Parameters<typeof rolloutScene>[1]>, 'policy' | 'limits'> = {},
) {
  const scene = await rolloutScene(test, { alarms: [ALARM], ...options });
  await scene.person.ops('deploy registry --image v9');
  await scene.person.rootReads(/watching alarms/);
  scene.alarm('ALARM');
  return { ...scene, asks: await scene.person.rootReads(RINGS) };
}

describe.concurrent('an alarm that rings while a deployment is proven', () => {
  it('offers the way back: by a click the old code runs again, and that is no success', async (test) => {
    const { person, asks, runs, old, fresh, asked } = await ringing(test);
    expect(buttonsOf(asks).map(({ label }) => label)).toEqual(['Roll back', 'Keep it', 'Why']);
    expect(readable(asks)).toMatch(
      /rings \(CPUUtilization &gt; 85 for 10 s\)\. Without an answer it stays as it is/,
    );
    await person.click('Roll back', STRANGER);
    await person.whispered(/You may not `resume`/, STRANGER);
    expect([runs(), asked()]).toEqual([[fresh], [1, 1]]);

    const click = await person.click('Roll back');
    await person.whispered(/Taken: #1, Roll back/);
    const root = readable(await person.rootReads(/#1 deploy.* after/));
    expect(root).toContain('rolled back by hand');
    const thread = (await person.threadReads(/rolled back by hand/)).join('\n');
    expect(thread).toContain(`2 of 2 tasks run ${shortDigest(old ?? '')}`);
    expect([runs(), asked()]).toEqual([[old], [2, 2]]);
    expect(click.outcome).toBe('acked');
  });

  it('goes back by itself after a countdown where the policy says so', async (test) => {
    const { person, asks, runs, old, asked } = await ringing(test, {
      policy: { 'on-alarm': 'roll-back' },
      limits: { countdown: '3s' },
    });
    expect(readable(asks)).toMatch(/I roll back in \d s/);
    expect(buttonsOf(asks).map(({ label }) => label)).toEqual(['Roll back now', 'Keep it', 'Why']);
    const root = readable(await person.rootReads(/#1 deploy.* after/));
    expect(root).toContain('rolled back by a CloudWatch alarm');
    expect([runs(), asked()]).toEqual([[old], [2, 2]]);
  });

  it('is kept by a click that stops the countdown, and a second click is told so', async (test) => {
    const { person, world, runs, fresh, asked } = await ringing(test, {
      policy: { 'on-alarm': 'roll-back' },
      limits: { countdown: '20s' },
    });
    const click = await person.click('Keep it');
    await person.whispered(/Taken: #1, Keep it/);
    await person.ops('resume 1 back');
    await person.whispered(/#1 isn't waiting for an answer: it was answered already/);
    const root = readable(await person.rootReads(/#1 deploy.*done after/));
    expect(root).toContain('it was kept');
    await world.sandbox.slack.redeliver(click);
    expect([runs(), asked()]).toEqual([[fresh], [1, 1]]);
  });
});
