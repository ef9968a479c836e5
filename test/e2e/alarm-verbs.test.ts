import { describe, expect, it } from 'vitest';
import { threeAtOnce } from '../fault/scene.ts';
import { buttonsOf, readable } from '../support/story.ts';
import { CHANNEL, OPERATOR, registry } from '../support/values.ts';
import { STRANGER, type TestWorldOptions } from '../support/wheelhouse.ts';
import { ALARM, rolloutScene } from './rollout-scene.ts';

const COLLEAGUE = 'U0COLLEAGUE';
const OPERATOR_TOO = 'U0OPERATOR2';

threeAtOnce();

/** A world whose only alarm is taken; `rootThatReads` waits for one. */
async function alarmScene(test: Parameters<typeof rolloutScene>[0], options: TestWorldOptions = {}) {
  const scene = await rolloutScene(test, {
    ...options,
    alarms: [ALARM],
    sections: { alarms: { channel: CHANNEL }, ...options.sections },
    limits: { 'alarm-look-every': '500ms', 'alarm-lease': '3s' },
  });
  const { slack } = scene.world.sandbox;
  const rootThatReads = (pattern: RegExp) =>
    slack.waitFor(() => scene.person.roots().find((root) => pattern.test(readable(root))));
  return { ...scene, slack, rootThatReads };
}

describe.concurrent('an alarm that rings', () => {
  it('is taken on, silenced and mended by its buttons and by words, once', async (test) => {
    const { slack, person, alarm, asked, rootThatReads } = await alarmScene(test);
    alarm('ALARM');
    const root = await rootThatReads(/A1 registry cpu-high/);
    const click = async (label: string, user = OPERATOR) => {
      const actionId = await slack.waitFor(() => {
        const now = person.roots().find(({ ts }) => ts === root.ts);
        return buttonsOf(now).find((button) => button.label === label)?.actionId;
      });
      return slack.click({ user, channel: CHANNEL, ts: root.ts, actionId, confirm: true });
    };
    await click('Acknowledge', STRANGER);
    await person.whispered(/You may not `acknowledge`/, STRANGER);
    await click('Acknowledge');
    await person.whispered(/You have \*A1 registry cpu-high/);
    await rootThatReads(/A1[\s\S]*acknowledged by <@U0OPERATOR>/);
    await click('Silence');
    await slack.fill({ user: OPERATOR, values: { 'field/other': 'whenever', 'field/reason': 'load test' } });
    await slack.submit({ user: OPERATOR });
    expect(slack.modal(OPERATOR).at(-1)?.errors['field/other']).toContain('time of day');
    await slack.fill({ user: OPERATOR, values: { 'field/other': '2h' } });
    await slack.submit({ user: OPERATOR });
    expect(slack.modal(OPERATOR)).toEqual([]);
    await rootThatReads(/A1[\s\S]*silenced until/);
    await slack.waitFor(() => {
      const thread = person.roots().find(({ ts }) => ts === root.ts)?.thread ?? [];
      return thread.map(readable).some((text) => /Nobody is told or called until then/.test(text));
    });
    await person.ops('silence A1 --lift');
    await rootThatReads(/isn't silenced any more/);

    await person.ops('silence');
    const actionId = 'suggest/silenceable';
    const found = await slack.suggest({ user: OPERATOR, in: 'modal', actionId, typed: 'auth' });
    expect(JSON.stringify(found)).toContain(`${registry.stack}/auth`);
    await slack.fill({
      user: OPERATOR,
      values: { target: `${registry.stack}/auth`, 'field/until': '30m', 'field/reason': 'we know' },
    });
    await slack.submit({ user: OPERATOR });
    await rootThatReads(/auth.* is silenced until[\s\S]*we know/);
    await person.ops('silence auth --lift');
    await rootThatReads(/auth.* isn't silenced any more/);

    await click('Restart registry', STRANGER);
    await person.whispered(/You may not `restart`/, STRANGER);
    await Promise.all([click('Restart registry'), click('Restart registry')]);
    await person.whispered(/has begun as #1/);
    await person.whispered(/begun already, as #1/);
    await rootThatReads(/#1 restart[\s\S]*done after/);
    expect(asked()[1]).toBe(1);
    alarm('OK');
    await rootThatReads(/A1[\s\S]*over after/);
    await person.ops('alarms');
    await person.whispered(/Nothing rings\.[\s\S]*Over in the last hour[\s\S]*A1/);
  });

  it('is taken on alone in production, and another person closes its review', async (test) => {
    const { person, alarm, rootThatReads } = await alarmScene(test, {
      members: [COLLEAGUE, OPERATOR_TOO],
      sections: {
        access: { 'may-start': [OPERATOR, OPERATOR_TOO, COLLEAGUE] },
        people: [[OPERATOR, OPERATOR_TOO]],
        reviews: [{ for: ['acknowledge', 'silence'], in: ['production'] }],
      },
    });
    alarm('ALARM');
    await rootThatReads(/A1 registry cpu-high/);
    await person.ops('ack A1');
    await rootThatReads(/A1[\s\S]*acknowledged by <@U0OPERATOR>/);
    await person.ops('review', COLLEAGUE);
    await person.whispered(/One review is open[\s\S]*A1\* registry cpu-high, acknowledged by/, COLLEAGUE);

    await person.ops('review A1 --note "fine"');
    await person.whispered(/You had a part in A1/);
    await person.ops('review A1 --note "fine"', OPERATOR_TOO);
    await person.whispered(/You had a part in A1/, OPERATOR_TOO);
    await person.ops('review A1 --note "fine"', STRANGER);
    await person.whispered(/You may not review A1/, STRANGER);

    await person.ops('review A1 --note "it was the load test"', COLLEAGUE);
    await rootThatReads(/<@U0COLLEAGUE> reviewed A1: it was the load test/);
    await person.ops('review', COLLEAGUE);
    await person.whispered(/Nothing waits for a review/, COLLEAGUE);
    await person.ops('audit');
    await person.whispered(/reviewed the acknowledgement of A1: it was the load test[\s\S]*acknowledged A1/);
  });

  it('is told in the thread of the run that deployed before it', async (test) => {
    const { slack, person, alarm, rootThatReads } = await alarmScene(test);
    await person.ops('restart registry');
    const run = await rootThatReads(/#1 restart[\s\S]*done after/);
    alarm('ALARM');
    const isNote = /A1 .*cpu-high[\s\S]*began to ring[\s\S]*after this deployment began/;
    await slack.waitFor(() => {
      const thread = person.roots().find(({ ts }) => ts === run.ts)?.thread ?? [];
      return thread.map(readable).find((text) => isNote.test(text));
    });
  });
});
