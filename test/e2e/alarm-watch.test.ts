import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { alarmTopic } from '../../sandbox/cloudwatch/seed.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import { threeAtOnce } from '../fault/scene.ts';
import { aNotice } from '../support/alarm-values.ts';
import { readable } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { ALARMS_SECTION, ALERTS, alarmScene, CPU } from './alarm-scene.ts';

const SYNTHETIC = 'wheelhouse-synthetic';
const TOPIC = alarmTopic(registry.account, registry.region);
/** Of a minute in which nobody works on news the bot is silent; this is so long ago that it is soon over. */
const ALMOST_A_MINUTE_MS = 55_000;
/** For so long an alarm may be on its way: a busy machine needs a part of it. */
const WITHIN_S = 4;

threeAtOnce();

describe.concurrent('the heartbeat', () => {
  it('is heard outside while all is well, stops when nobody works on news, and comes back when somebody does', async (test) => {
    const { world, seen } = await alarmScene(test, {
      sections: { alarms: { ...ALARMS_SECTION, heartbeat: { url: 'HEARTBEAT_URL', every: '100ms' } } },
      // A bot that hangs while it holds the desk: nobody takes its place for as long as the test lasts.
      limits: { 'alarm-lease': '5m' },
    });
    const { webhooks } = world.sandbox;
    const beats = () => webhooks.posted('heartbeat').length;
    const more = async (what: string) => {
      const heard = beats();
      await waitFor(() => beats() >= heard + 3, { what });
    };
    const hanging = await world.start('bot');
    await more('heartbeats of the only bot');
    expect(hanging.output()).not.toContain('no heartbeat is sent');
    const other = await world.start('bot');
    await hanging.signal('SIGSTOP');
    await more('heartbeats of the bot that stands by');

    const redis = new Redis(world.redis.url);
    test.onTestFinished(() => redis.disconnect());
    const came = Date.now() - ALMOST_A_MINUTE_MS;
    const notice = JSON.stringify(aNotice(CPU));
    await redis.xadd(keysOf(world.redis.keyspace).alarms, `${came}-0`, 'notice', notice);
    const silences = () => other.output().split('1 news of alarms wait, the oldest for').length - 1;
    await waitFor(() => silences() >= 1, { what: 'the heart to stop' });
    const heard = beats();
    await waitFor(() => silences() >= 5, { what: 'more looks' });
    expect(beats()).toBe(heard);
    expect(other.output()).toContain('no heartbeat is sent');

    await hanging.signal('SIGCONT');
    await seen(ALERTS, /registry cpu-high/);
    await more('heartbeats again');
  });
});

describe.concurrent('the synthetic alarm', () => {
  it('goes its whole way on schedule and is told nobody, and says so once each time it doesn’t arrive', async (test) => {
    const { world, roots, seen } = await alarmScene(test, {
      sections: {
        alarms: {
          ...ALARMS_SECTION,
          synthetic: { stack: registry.stack, alarm: SYNTHETIC, every: '5s', within: `${WITHIN_S}s` },
        },
      },
    });
    const cloudWatch = world.sandbox.cloudwatch(registry.account);
    const sns = world.sandbox.sns(registry.account);
    cloudWatch.board.put({
      region: registry.region,
      name: SYNTHETIC,
      watched: {
        kind: 'metric',
        metric: 'Never',
        namespace: 'Wheelhouse',
        statistic: 'Sum',
        threshold: 0,
        period: 60,
        periods: 1,
      },
      actions: { ALARM: [TOPIC] },
    });
    const setOff = () =>
      cloudWatch.record.filter(
        ({ call, input }) =>
          call === 'SetAlarmState' &&
          typeof input === 'object' &&
          input !== null &&
          Reflect.get(input, 'StateValue') === 'ALARM',
      ).length;
    const rounds = async (count: number) => {
      const from = setOff();
      await waitFor(() => setOff() >= from + count, {
        what: `${count} more times`,
        show: setOff,
      });
    };
    const missed = () =>
      roots(ALERTS)
        .map(readable)
        .filter((text) => text.includes('Alarms may not reach me'));
    const bot = await world.start('bot');
    const onWay = async (): Promise<number> => {
      const text = await (await fetch(`${bot.adminUrl}/metrics`)).text();
      return Number(/^wheelhouse_alarm_synthetic_seconds (\S+)$/m.exec(text)?.[1]);
    };

    await waitFor(async () => (await onWay()) > 0, {
      what: 'how long the way took',
      show: onWay,
    });
    expect(await onWay()).toBeLessThan(WITHIN_S);
    // The first may be set off before the bot has confirmed its subscription to the topic: then nobody was told of it.
    await rounds(1);
    const early = missed().length;
    expect(early).toBeLessThanOrEqual(1);
    await rounds(1);
    expect(roots(ALERTS)).toHaveLength(early);

    const release = sns.troubles.hold();
    await waitFor(() => missed().length > early, {
      what: 'it to be missed',
      show: missed,
    });
    await seen(ALERTS, /Alarms may not reach me.*`wheelhouse-synthetic` was set off/s);
    release();
    await rounds(2);
    const late = missed().length;
    await rounds(1);
    expect(missed()).toHaveLength(late);

    const [subscription] = sns.topics.find(TOPIC, registry.region).subscriptions;
    if (subscription?.state.kind !== 'confirmed') throw new Error('nobody is subscribed');
    subscription.state = { kind: 'ended', token: subscription.state.token, askedAt: Date.now() };
    await waitFor(() => missed().length === late + 1, {
      what: 'it to be missed',
      show: missed,
    });
    await rounds(1);
    await waitFor(() => missed().length === late + 2, {
      what: 'it to be missed the next time, too',
      show: missed,
    });
  });
});
