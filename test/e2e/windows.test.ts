import { describe, expect, it } from 'vitest';
import { shortDigest } from '../../src/domain/image/image.ts';
import { threeAtOnce } from '../fault/scene.ts';
import { readable } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { ALARM, rolloutScene } from './rollout-scene.ts';

threeAtOnce();

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
const hour = 3_600_000;

/** A window of every day that stands from two hours ago for some hours, whenever the test runs. */
const now = () => ({
  name: 'quiet-hours',
  stops: ['deploy'],
  in: ['production'],
  from: clock(Date.now() - 2 * hour),
  to: clock(Date.now() + 8 * hour),
  zone: 'UTC',
  reason: 'nobody is awake',
});

describe.concurrent('a window that stands', () => {
  it('stops a production deploy and no restart; a pass lets it through, and the audit has both', async (test) => {
    const { person, runs, old, fresh, asked } = await rolloutScene(test, { sections: { windows: [now()] } });
    await person.ops('deploy registry --image v9');
    await person.whispered(
      /Nothing was started: the window \*quiet-hours\* stands until <!date.*: “nobody is awake”\.\nTo lift that: `\/ops unfreeze window quiet-hours --reason "…"`/,
    );
    expect([person.roots(), runs(), asked()]).toEqual([[], [old], [0, 0]]);

    await person.ops('restart registry');
    await person.rootReads(/registry\* done/);
    expect(asked()).toEqual([0, 1]);
    await person.ops('audit');
    await person.whispered(/was refused \(stopped\): deploy registry --image v9/);

    await person.ops('unfreeze window quiet-hours --reason "the fix for #12"');
    await person.rootReads(
      /The window \*quiet-hours\* is lifted until .* by <@U0OPERATOR>: “the fix for #12”/,
    );
    await person.ops('deploy registry --image v9');
    const done = readable(await person.rootReads(/deploy.*done after/));
    expect(done).toContain(shortDigest(fresh));
    expect([runs(), asked()]).toEqual([[fresh], [1, 2]]);

    await person.ops('audit');
    await person.whispered(/lifted window quiet-hours until [-0-9T:.Z]+: the fix for #12/);
    await person.ops('locks');
    await person.whispered(/The window \*quiet-hours\* stops deploy in \*production\* until/);
  });
});

describe.concurrent('a critical alarm that rings', () => {
  it('ends a deploy before it changes anything; a restart is done, and a pass lets the mend through', async (test) => {
    const scene = await rolloutScene(test, {
      alarms: [ALARM],
      sections: { stacks: stackWith({ 'critical-alarms': [ALARM] }) },
    });
    const { person, runs, old, fresh, asked } = scene;
    scene.alarm('ALARM');
    await person.ops('deploy registry --image v9');
    const root = readable(await person.rootReads(/deploy.*not started/));
    expect(root).toMatch(
      new RegExp(
        `The critical alarm \`${ALARM}\` of \\*${registry.stack}\\* rings since .*\\. Nothing was changed\\.`,
      ),
    );
    expect(root).toContain(
      `Restart, rollback and scale work. To deploy what mends it: \`/ops unfreeze alarms ${registry.stack} --reason "…"\``,
    );
    expect([runs(), asked()]).toEqual([[old], [0, 0]]);

    await person.ops('restart registry');
    await person.rootReads(/registry\* done/);

    await person.ops(`unfreeze alarms ${registry.stack} --reason "v9 mends it"`);
    await person.rootReads(/The stop by critical alarms of .* is lifted until/);
    await person.ops('deploy registry --image v9');
    const done = readable(await person.rootReads(/deploy.*done after/));
    expect(done).toContain(shortDigest(fresh));
    expect([runs(), asked()]).toEqual([[fresh], [1, 2]]);
  });
});

/** The production stack of every test world, with more in it. */
const stackWith = (more: Readonly<Record<string, unknown>>) => ({
  [registry.stack]: {
    system: 'gateway',
    environment: 'production',
    platform: 'ecs',
    account: registry.account,
    region: registry.region,
    ...more,
  },
});
