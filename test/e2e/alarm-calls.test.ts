import { describe, expect, it, type TestContext } from 'vitest';
import { threeAtOnce } from '../fault/scene.ts';
import { readable } from '../support/story.ts';
import { waitFor, within } from '../support/wait-for.ts';
import { ALARMS_SECTION, ALERTS, alarmScene, CPU, CRITICAL, ERRORS } from './alarm-scene.ts';

const INCIDENT = 'C0INCIDENT';
const ON_CALL = 'S0ONCALL';
const outside = [{ pagerduty: 'PAGERDUTY_ROUTING_KEY' }, { webhook: 'ALARM_WEBHOOK_URL' }];

threeAtOnce();

/** Wheelhouse that calls people, and what those outside Slack have heard. */
async function callScene(
  test: Pick<TestContext, 'onTestFinished'>,
  escalation: readonly { readonly after: string; readonly call: readonly object[] }[],
) {
  const scene = await alarmScene(test, {
    alarmChannels: [ALERTS, CRITICAL, INCIDENT],
    groups: [{ id: ON_CALL, handle: 'on-call', name: 'On call', users: [] }],
    sections: { alarms: { ...ALARMS_SECTION, escalation } },
  });
  const { pagerDuty, webhooks } = scene.world.sandbox;
  const show = () => ({ alerts: pagerDuty.alerts(), refused: pagerDuty.refused });
  return {
    ...scene,
    pagerDuty,
    /** What the webhook was told, in its order: of what, and by which key it knows a repetition. */
    hooked: () =>
      webhooks.posted('webhook').map(({ headers, json }) => ({ key: headers['idempotency-key'], json })),
    /** Waits until the only alert that PagerDuty ever had is in this state. */
    outsideIs: (state: string) =>
      waitFor(() => pagerDuty.alerts().length === 1 && pagerDuty.alerts()[0]?.state === state, {
        what: `PagerDuty's alert to be ${state}`,
        show,
      }),
  };
}

describe.concurrent('an alarm that nobody acknowledges', () => {
  it('calls the group on call, then the channel, then outside; who takes it on in Slack takes it on there; its end ends it there', async (test) => {
    const { world, alarm, seen, roots, ops, click, replied, pagerDuty, hooked, outsideIs } = await callScene(
      test,
      [
        { after: '2s', call: [{ group: ON_CALL }] },
        { after: '3s', call: [{ channel: INCIDENT }] },
        { after: '4s', call: outside },
      ],
    );
    await Promise.all([world.start('bot'), world.start('worker')]);
    pagerDuty.faults.next('trigger', { kind: 'throttle' });

    alarm(ERRORS, 'ALARM');
    const taken = await seen(CRITICAL, /\*A1 registry alb-5xx-errors/);
    await ops('ack A1', CRITICAL);
    await replied(CRITICAL, taken, /<@U0OPERATOR> has it/);

    alarm(CPU, 'ALARM');
    const root = await seen(ALERTS, /\*A2 registry cpu-high\*/);
    await replied(ALERTS, root, new RegExp(`<!subteam\\^${ON_CALL}>`));
    const called = await seen(INCIDENT, /\*A2 .*cpu-high\*.*nobody has acknowledged it/);
    await outsideIs('triggered');
    const thread = roots(ALERTS)
      .flatMap((one) => one.thread.map(readable))
      .filter((text) => text.includes('Nobody has acknowledged A2'));
    expect(thread.map((text) => /acknowledged A2: (.*)$/.exec(text)?.[1])).toEqual([
      `<!subteam^${ON_CALL}>`,
      `<#${INCIDENT}>`,
      'PagerDuty, the webhook',
    ]);
    expect(pagerDuty.alerts()).toMatchObject([
      {
        summary: 'A2 mcp-gateway-v2-registry-cpu-high in prod-us-east-1',
        severity: 'warning',
        told: ['trigger'],
      },
    ]);

    await click(INCIDENT, called, 'Acknowledge');
    await seen(ALERTS, /A2[\s\S]*acknowledged by <@U0OPERATOR>/);
    await outsideIs('acknowledged');
    alarm(CPU, 'OK');
    await outsideIs('resolved');
    // A call whose answer was late is told once more, by the same key.
    const heard = () => hooked().filter(({ key }, at, all) => all.findIndex((one) => one.key === key) === at);
    await waitFor(() => heard().length === 3, { what: 'the webhook to hear of the end', show: hooked });
    const [{ key = '' } = {}] = pagerDuty.alerts();
    const hookKey = key.replace(/-0$/, '-1');
    expect(heard()).toMatchObject([
      { key: `${hookKey}-ringing`, json: { status: 'ringing', incident: 'A2', acknowledged: null } },
      { key: `${hookKey}-acknowledged`, json: { status: 'acknowledged', key: hookKey } },
      { key: `${hookKey}-over`, json: { status: 'over', alarms: [{ state: 'OK' }] } },
    ]);
    // Of the one that was taken on at once nobody outside has heard, however long it rings.
    expect(pagerDuty.alerts()).toHaveLength(1);
    expect(roots(INCIDENT)).toHaveLength(1);
    expect(pagerDuty.refused).toEqual([]);
  });

  it('that PagerDuty refuses says so in its thread at once, and is called there once that is mended', async (test) => {
    const { world, alarm, seen, replied, pagerDuty, outsideIs } = await callScene(test, [
      { after: '1s', call: outside },
    ]);
    await world.start('bot');
    pagerDuty.faults.next('trigger', { kind: 'status', status: 400, when: 'before' });
    alarm(CPU, 'ALARM');
    const root = await seen(ALERTS, /\*A1 registry cpu-high\*/);
    await replied(ALERTS, root, /PagerDuty couldn't be called: answered 400\. It is tried again/);
    expect(pagerDuty.alerts()).toEqual([]);
    await outsideIs('triggered');
  });

  it.for(['before', 'after'] as const)(
    'is one incident outside, though each bot is killed as it calls, %s PagerDuty has it',
    async (when, test) => {
      const { world, alarm, seen, click, hooked, pagerDuty, outsideIs } = await callScene(test, [
        { after: '1s', call: outside },
      ]);
      let bot = await world.start('bot');
      /** Has the bot killed while PagerDuty has this of it in hand; another takes its place. */
      const killedAt = async (action: string, begin: () => Promise<unknown>) => {
        const held = pagerDuty.faults.hold(action, when);
        await begin();
        await within(held.held, `PagerDuty to get the ${action}`);
        await bot.signal('SIGKILL');
        held.release();
        bot = await world.start('bot');
      };
      /** What is told twice is told by the same key: once, for who looks at it. */
      const hookHas = (...words: readonly string[]) => {
        const heard = () => [...new Set(hooked().map(({ key }) => key?.toString().split('-').at(-1)))];
        return waitFor(() => new Set(hooked().map(({ key }) => key)).size === words.length && heard(), {
          what: `the webhook to hear ${words.join(', ')}`,
          show: hooked,
        }).then((seenThere) => expect(seenThere).toEqual(words));
      };
      await killedAt('trigger', async () => alarm(CPU, 'ALARM'));
      await outsideIs('triggered');
      await hookHas('ringing');
      const root = await seen(ALERTS, /\*A\d registry cpu-high\*/);
      await killedAt('acknowledge', () => click(ALERTS, root, 'Acknowledge'));
      await outsideIs('acknowledged');
      await hookHas('ringing', 'acknowledged');
      await killedAt('resolve', async () => alarm(CPU, 'OK'));
      await outsideIs('resolved');
      await hookHas('ringing', 'acknowledged', 'over');
      await seen(ALERTS, /registry cpu-high\* .*over after/);
      expect(pagerDuty.alerts()).toHaveLength(1);
      expect(pagerDuty.refused).toEqual([]);
    },
  );
});
