import { describe, expect, it } from 'vitest';
import { runbookAlert } from '../../sandbox/alertmanager/alert.ts';
import { alertmanagerApi } from '../../sandbox/alertmanager/api.ts';
import { sendAlerts } from '../../sandbox/alertmanager/send.ts';
import { webhookPayload } from '../../sandbox/alertmanager/webhook-payload.ts';
import { alarmTopic } from '../../sandbox/cloudwatch/seed.ts';
import { threeAtOnce } from '../fault/scene.ts';
import { readable } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { STRANGER } from '../support/wheelhouse.ts';
import {
  ALARMS_SECTION,
  ALERTS,
  alarmScene,
  CPU,
  CRITICAL,
  ERRORS,
  labels,
  MEMORY,
  SOON_MS,
  staging,
} from './alarm-scene.ts';
import { noticeOf } from './notice-of.ts';

/** The picture of a message, if there is one. */
const pictureOf = (root: { readonly blocks: readonly { readonly type: string }[] }) =>
  root.blocks.find(({ type }) => type === 'image');

threeAtOnce();

describe.concurrent('alarms of CloudWatch', () => {
  it('are told with what is known, taken on, mended by a button once, and closed without an OK action', async (test) => {
    const { world, slack, alarm, seen, roots, ops, whispered, click, replied } = await alarmScene(test);
    await Promise.all([world.start('bot'), world.start('worker')]);

    alarm(CPU, 'ALARM');
    await seen(ALERTS, /\*A1 registry cpu-high\* · prod-us-east-1 · warning · since/, SOON_MS);
    const full = await seen(ALERTS, /CPUUtilization [\d.]+ % &gt; 85 for 10 s · 2 of 2 tasks run/);
    expect(labels(full)).toContain('Acknowledge');
    const withPicture = await slack.waitFor(() => roots(ALERTS).find(pictureOf));
    expect(pictureOf(withPicture)).toMatchObject({ slack_file: { id: expect.stringMatching(/^F/) } });
    expect(labels(withPicture)).toEqual(['Acknowledge', 'Scale registry to 3', 'Restart registry']);

    alarm(MEMORY, 'ALARM');
    await seen(ALERTS, /\*A1 prod-us-east-1: 2 alarms\*/);
    expect(roots(ALERTS)).toHaveLength(1);
    alarm(ERRORS, 'ALARM');
    await seen(CRITICAL, /\*A2 registry alb-5xx-errors\* · prod-us-east-1 · critical/, SOON_MS);

    await click(ALERTS, await seen(ALERTS, /A1/), 'Acknowledge', STRANGER);
    await whispered(/You may not `acknowledge`/, ALERTS, STRANGER);
    await click(ALERTS, await seen(ALERTS, /A1/), 'Acknowledge');
    await seen(ALERTS, /acknowledged by <@U0OPERATOR>/);
    await ops('ack A2', CRITICAL);
    await seen(CRITICAL, /acknowledged by <@U0OPERATOR>/);

    const offer = await slack.waitFor(() =>
      roots(ALERTS).find((root) => labels(root).includes('Restart registry')),
    );
    await click(ALERTS, offer, 'Restart registry', STRANGER);
    await whispered(/You may not `restart`/, ALERTS, STRANGER);
    const clicked = await click(ALERTS, offer, 'Restart registry');
    await whispered(/has begun as #1/);
    await slack.redeliver(clicked);
    await ops('mend A1 restart');
    await whispered(/was begun already, as #1\. Nothing was begun a second time/);
    await replied(ALERTS, offer, /began \*restart\* for registry cpu-high, #1/);
    await seen(ALERTS, /\*#1 restart prod-us-east-1\/registry\* done after/);
    expect(world.ecs.calls('UpdateService')).toHaveLength(1);

    alarm(CPU, 'OK');
    alarm(MEMORY, 'OK');
    await seen(ALERTS, /A1 prod-us-east-1: 2 alarms\* · over after/);
    await replied(ALERTS, offer, /restart.*helped/);
    expect(world.ecs.calls('UpdateService')).toHaveLength(1);

    await ops(`silence prod-us-east-1/registry --until 1h --reason "load test"`);
    await seen(ALERTS, /is silenced until/);
    alarm(CPU, 'ALARM');
    await seen(ALERTS, /A1 .*silenced until/);
    await ops('silence prod-us-east-1/registry --lift');
    await replied(ALERTS, offer, /The silence is over/);
    await replied(ALERTS, offer, /cpu-high\* rings again/);
    const [first] = roots(ALERTS);
    expect(first?.ts).toBe(offer.ts);
    expect(readable(first ?? {})).toMatch(/again, 2nd time/);
  });

  it('that policy may mend begin a countdown, which a person stops once and which begins once', async (test) => {
    const { world, alarm, seen, click, replied } = await alarmScene(test);
    await Promise.all([world.start('bot'), world.start('worker')]);
    const { region } = staging;
    const updates = () => world.ecs.calls('UpdateService').length;

    alarm(MEMORY, 'ALARM', region);
    const counting = await seen(ALERTS, /\*restart\* begins by itself at/);
    await click(ALERTS, counting, 'Stop the restart');
    await replied(ALERTS, counting, /<@U0OPERATOR> stopped \*restart\*/);
    expect(updates()).toBe(0);

    alarm(MEMORY, 'OK', region);
    await seen(ALERTS, /A1 .* over after/);
    alarm(MEMORY, 'ALARM', region);
    await replied(ALERTS, counting, /memory-high\* rings again/);
    await seen(ALERTS, /#1 restart staging-us-west-2\/registry\* done after/);
    expect(updates()).toBe(1);
    alarm(MEMORY, 'OK', region);
    await replied(ALERTS, counting, /restart.*helped/);
  });

  it('reach a bot in Socket Mode by queues: what comes while it is down is told once it is back', async (test) => {
    const { world, alarm, seen, roots } = await alarmScene(test, { transport: 'socket', alarmWay: 'queues' });
    const bot = await world.start('bot');
    alarm(CPU, 'ALARM');
    await seen(ALERTS, /\*A1 registry cpu-high\*/);
    await bot.signal('SIGKILL');
    alarm(ERRORS, 'ALARM');
    const { sns } = world.sandbox;
    sns(registry.account).publish(alarmTopic(registry.account, registry.region), {
      message: 'while you slept',
    });
    await world.start('bot');
    // A number is lost where a bot dies while it opens an incident: this one is A2 or A3.
    await seen(CRITICAL, /\*A\d registry alb-5xx-errors\*/);
    await seen(ALERTS, /while you slept/);
    expect([roots(CRITICAL).length, roots(ALERTS).length]).toEqual([1, 2]);
  });
});

describe.concurrent('a topic that accounts share', () => {
  it('rings the alarms of those that are named with it, as theirs, and shows those of others', async (test) => {
    const topic = alarmTopic(registry.account, registry.region);
    const topics = ALARMS_SECTION.topics.filter((one) => one !== topic);
    const { world, seen, roots, whispered, ops } = await alarmScene(test, {
      sections: { alarms: { ...ALARMS_SECTION, topics, 'shared-topics': { [topic]: ['999988887777'] } } },
    });
    await world.start('bot');

    world.sandbox.sns(registry.account).publish(topic, { message: noticeOf('999988887777') });
    const foreign = await seen(
      ALERTS,
      /\*A1 .*cpu-high\* · warning[\s\S]*us-east-1 of 999988887777/,
      SOON_MS,
    );
    // Its service only has the name of one of ours.
    expect(labels(foreign)).not.toContain('Restart registry');
    world.sandbox.sns(registry.account).publish(topic, { message: noticeOf('444455556666') });
    await seen(ALERTS, /Not an alarm, but it came like one\*: An alarm of account 444455556666/);
    world.sandbox.sns(registry.account).publish(topic, { message: noticeOf(registry.account) });
    await seen(ALERTS, /\*A2 registry cpu-high\* · prod-us-east-1/);
    expect(roots(ALERTS)).toHaveLength(3);
    await ops('alarms');
    await whispered(/A1[\s\S]*A2|A2[\s\S]*A1/);
  });
});

describe.concurrent('what comes the way of alarms', () => {
  it('from Alertmanager is told and closed, from elsewhere shown as it is, from EventBridge wakes a run', async (test) => {
    const { world, seen, roots, ops } = await alarmScene(test, {
      ecsEvents: ['ECS Deployment State Change'],
      // Longer than the first look, which comes within a second.
      startMs: 3_000,
      // Nobody looks at ECS again for longer than the test lasts, unless an event says that something changed.
      limits: { 'rollout-every': '1h', 'watch-lease': '1h' },
    });
    await Promise.all([world.start('bot'), world.start('worker')]);

    const receiver = {
      address: `${world.alarmWay?.url}/alertmanager`,
      token: world.alarmWay?.env.ALERTMANAGER_TOKEN ?? '',
    };
    const group = { receiver: 'wheelhouse', groupBy: ['alertname'] } as const;
    const began = Date.now();
    const firing = webhookPayload({ ...group, alerts: [runbookAlert('HighErrorRate', began)] });
    expect((await sendAlerts({ ...receiver, token: 'wrong' }, firing)).attempts).toEqual([401]);
    expect((await sendAlerts(receiver, firing)).outcome).toBe('delivered');
    await seen(ALERTS, /HighErrorRate.*critical/, SOON_MS);
    const over = webhookPayload({ ...group, alerts: [runbookAlert('HighErrorRate', began, Date.now())] });
    expect((await sendAlerts(receiver, over)).outcome).toBe('delivered');
    await seen(ALERTS, /HighErrorRate.*over after/);

    const { sns } = world.sandbox;
    sns(registry.account).publish(alarmTopic(registry.account, registry.region), {
      subject: 'Budget',
      message: '<!channel> deploy now: /ops deploy registry',
    });
    const foreign = await seen(ALERTS, /Not an alarm, but it came like one.*Budget/s);
    expect(readable(foreign)).not.toContain('<!channel>');
    expect(labels(foreign)).toEqual([]);

    await ops('restart registry', 'C0OPSPROD');
    // By itself nobody would look at the rollout again within the hour: an event of ECS must have said that it moved.
    await seen('C0OPSPROD', /#1 restart.* done after/);
    expect(roots(CRITICAL)).toEqual([]);
  });

  it('from Alertmanager is mended like CloudWatch’s, as long as Alertmanager itself lists it', async (test) => {
    const token = 'sandbox-read-token';
    const api = await alertmanagerApi(token);
    test.onTestFinished(() => api.stop());
    const { world, slack, seen, roots, click, whispered } = await alarmScene(test, {
      sections: {
        alarms: {
          ...ALARMS_SECTION,
          alertmanagers: [{ url: 'ALERTMANAGER_URL', token: 'ALERTMANAGER_READ_TOKEN' }],
        },
      },
      env: { ALERTMANAGER_URL: api.url, ALERTMANAGER_READ_TOKEN: token },
    });
    await Promise.all([world.start('bot'), world.start('worker')]);

    const alert = {
      labels: {
        alertname: 'RegistryCpuHigh',
        severity: 'warning',
        stack: registry.stack,
        service: 'registry',
      },
      annotations: { summary: 'CPU > 80% for 5 minutes' },
      startsAt: Date.now(),
      generatorURL: 'https://prometheus.example.com/graph',
    };
    api.has([alert]);
    const group = { receiver: 'wheelhouse', groupBy: ['alertname'] } as const;
    const sent = await sendAlerts(
      {
        address: `${world.alarmWay?.url}/alertmanager`,
        token: world.alarmWay?.env.ALERTMANAGER_TOKEN ?? '',
      },
      webhookPayload({ ...group, alerts: [alert] }),
    );
    expect(sent.outcome).toBe('delivered');
    await seen(ALERTS, /registry RegistryCpuHigh\* · prod-us-east-1 · warning/, SOON_MS);
    const offer = await slack.waitFor(() =>
      roots(ALERTS).find((root) => labels(root).includes('Restart registry')),
    );
    api.has([]);
    await click(ALERTS, offer, 'Restart registry');
    await whispered(/Alertmanager itself doesn't say whether .* still rings\. Nothing was begun/);
    api.fail(503);
    await click(ALERTS, offer, 'Restart registry');
    await whispered(/Alertmanager can't be asked now/);
    api.fail(undefined);
    api.has([alert]);
    await click(ALERTS, offer, 'Restart registry');
    await whispered(/has begun as #1/);
    await seen(ALERTS, /#1 restart[\s\S]* done after/);
  });
});
