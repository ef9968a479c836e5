import { describe, expect, it } from 'vitest';
import { threeAtOnce } from '../fault/scene.ts';
import { buttonsOf, readable } from '../support/story.ts';
import { CHANNEL, OPERATOR } from '../support/values.ts';
import { STRANGER } from '../support/wheelhouse.ts';
import { ALARM, rolloutScene } from './rollout-scene.ts';

threeAtOnce();

describe.concurrent('an alarm that rings', () => {
  it('is taken on and mended by its buttons, once; the run that came before hears when it rings again', async (test) => {
    const { world, person, alarm, asked } = await rolloutScene(test, {
      alarms: [ALARM],
      sections: { alarms: { channel: CHANNEL } },
      limits: { 'alarm-look-every': '500ms', 'alarm-lease': '3s' },
    });
    const { slack } = world.sandbox;
    const rootThatReads = (pattern: RegExp) =>
      slack.waitFor(() => person.roots().find((root) => pattern.test(readable(root))), 60_000);

    alarm('ALARM');
    await rootThatReads(/A1 registry cpu-high/);
    await person.click('Acknowledge', STRANGER);
    await person.whispered(/You may not `acknowledge`/, STRANGER);
    await person.click('Acknowledge');
    await person.whispered(/You have \*A1 registry cpu-high/);
    await rootThatReads(/A1[\s\S]*acknowledged by <@U0OPERATOR>/);
    await person.ops('ack A1');
    await person.whispered(/acknowledged already/);

    await person.click('Restart registry', STRANGER);
    await person.whispered(/You may not `restart`/, STRANGER);
    const root = person.roots().at(-1);
    const button = buttonsOf(root).find(({ label }) => label === 'Restart registry');
    const click = () =>
      slack.click({
        user: OPERATOR,
        channel: CHANNEL,
        ts: root?.ts ?? '',
        actionId: button?.actionId ?? '',
        confirm: true,
      });
    await Promise.all([click(), click()]);
    await person.whispered(/has begun as #1/);
    await person.whispered(/begun already, as #1/);
    const run = await rootThatReads(/#1 restart[\s\S]*done after/);
    expect(asked()[1]).toBe(1);

    alarm('OK');
    await rootThatReads(/A1[\s\S]*over after/);
    await person.ops('alarms');
    await person.whispered(/Nothing rings\.[\s\S]*Over in the last hour[\s\S]*A1/);

    alarm('ALARM');
    await slack.waitFor(
      () =>
        person
          .roots()
          .find(({ ts }) => ts === run.ts)
          ?.thread.map(readable)
          .find((text) => /A1 .*cpu-high[\s\S]*began to ring[\s\S]*after this deployment began/.test(text)),
      60_000,
    );
    await person.ops('silence A1 --until 2h --reason "load test"');
    await rootThatReads(/A1[\s\S]*silenced until/);
    await person.ops('silence A1 --lift');
    await rootThatReads(/isn't silenced any more/);
  });
});
