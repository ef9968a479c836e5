import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmTopic } from '../../../sandbox/cloudwatch/seed.ts';
import { testRedis } from '../../support/redis.ts';
import { buttonsOf, readable } from '../../support/story.ts';
import { OPERATOR, registry } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { ALERTS } from '../alarm-scene.ts';
import { noticeOf } from '../notice-of.ts';
import { type AlarmGround, alarmGround, allTold } from './alarms/ground.ts';
import { asItIs } from './as-it-is.ts';
import { EVIL_REASON, isText, TOKEN } from './evil-reason.ts';
import { play } from './play.ts';
import { alarmsTheme } from './rows/alarms.ts';

const shared = testRedis();
const redis = shared.connect();
let field: AlarmGround;

beforeAll(async () => {
  field = await alarmGround(redis);
});
afterAll(async () => {
  await field?.stop();
  await shared.cleanup();
});

describe('Alarms', () => {
  it.each(alarmsTheme.attacks)('$name', (attack) => play(attack, field, redis));
});

describe('a notification that names a service of another account', () => {
  it('is shown as it is, as no alarm: nothing rings, nobody can begin anything, and the audit has nothing of it', async () => {
    const { world, seen } = field;
    const topic = alarmTopic(registry.account, registry.region);
    const before = await asItIs(field, redis);
    world.sandbox.sns(registry.account).publish(topic, { message: noticeOf('999988887777') });
    const foreign = await seen(
      ALERTS,
      /Not an alarm, but it came like one\*: An alarm of account 999988887777, by a topic of account 111122223333/,
    );
    await allTold(field, redis);
    expect(buttonsOf(foreign)).toEqual([]);
    const after = await asItIs(field, redis);
    const { posts: _before, ...was } = before;
    const { posts: _after, ...is } = after;
    expect(is).toEqual(was);
  });
});

describe('a reason to silence', () => {
  it('is text wherever it is told, and holds no secret', async () => {
    const { person, world, bot } = field;
    const { slack } = world.sandbox;
    await person.ops(`silence A1 --until 1h --reason "${EVIL_REASON}"`);
    const told = () =>
      slack
        .messages(ALERTS)
        .filter((root) => readable(root).includes('*A1 '))
        .flatMap((root) => root.thread.map(readable));
    await waitFor(() => told().some((text) => text.includes('silenced it until')), {
      what: 'the thread to tell of it',
      show: told,
    });
    isText(told().find((text) => text.includes('silenced it until')) ?? '');
    isText(
      await slack.waitFor(() =>
        person
          .roots()
          .map(readable)
          .find((text) => text.includes('silenced until')),
      ),
    );
    await person.ops('alarms');
    isText(await person.whispered(/load|your bank/));
    await person.ops(`audit --user <@${OPERATOR}>`);
    isText(await person.whispered(/silenced/));
    expect(bot.output()).not.toContain(TOKEN);
    expect(JSON.stringify(await redis.hgetall(`{${world.redis.keyspace}}:silences`))).not.toContain(TOKEN);
  });
});

describe('after all of that', () => {
  it('who may acknowledge still does', async () => {
    await field.person.ops('ack A2');
    await field.seen(ALERTS, /\*A2 [\s\S]*acknowledged by <@U0OPERATOR>/);
  });
});
