import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { OtherNotice } from '../../../src/domain/alarm/notice.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { redisForeignNotices } from '../../../src/jobs/alarms/foreign-notices.ts';
import { redisOutbox } from '../../../src/jobs/announcements/redis-outbox.ts';
import { keysOf } from '../../../src/jobs/ledger/keys.ts';
import { testRedis } from '../../support/redis.ts';
import { waitFor } from '../../support/wait-for.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alarms';
const OTHER_TOPIC = 'arn:aws:sns:us-east-1:111122223333:others';
const server = testRedis();
afterAll(() => server.cleanup());
const redis = server.connect();
const keys = keysOf(server.keyspace);
const outbox = redisOutbox(redis, keys, 60_000);

const words = (text: string, from?: string): OtherNotice => ({
  kind: 'other',
  ...(from === undefined ? {} : { from }),
  text,
  at: Date.now(),
});

const foreign = (every: number) =>
  redisForeignNotices(redis, keys, {
    redactor: redactor({ secrets: [] }),
    channel: 'C0ALERTS',
    senders: [TOPIC, OTHER_TOPIC],
    every,
  });

/** What is announced, in any order: the texts, and how many more each tells of. */
async function announced(): Promise<string[]> {
  const ids = await outbox.due(1_000);
  const all = await Promise.all(ids.map((id) => outbox.read(id)));
  return all
    .flatMap((one) => (one?.announcement.what.kind === 'foreign-notice' ? [one.announcement.what] : []))
    .map(({ notice, more }) => (more === undefined ? notice.text : `${notice.text} +${more}`))
    .sort();
}

describe('what comes the way of alarms and is none', () => {
  beforeEach(async () => {
    for (const name of await redis.keys(`{${server.keyspace}}*`)) await redis.unlink(name);
  });

  it('is shown at once, and once however often it comes', async () => {
    await foreign(60_000).show('sns/1', words('hello', TOPIC));
    await foreign(60_000).show('sns/1', words('hello', TOPIC));
    expect(await announced()).toEqual(['hello']);
  });

  it('of one topic once in its time; other topics, and our own words, are shown beside', async () => {
    for (let n = 0; n < 100; n += 1) await foreign(60_000).show(`sns/${n}`, words(`text ${n}`, TOPIC));
    await foreign(60_000).show('sns/other', words('elsewhere', OTHER_TOPIC));
    await foreign(60_000).show('dead/1', words('1 message lies in the dead-letter queue'));
    await foreign(60_000).show('dead/2', words('2 messages lie in the dead-letter queue'));
    await foreign(60_000).showHeld();
    expect(await announced()).toEqual([
      '1 message lies in the dead-letter queue',
      '2 messages lie in the dead-letter queue',
      'elsewhere',
      'text 0',
    ]);
  });

  it('and when that time is over the latest, with how many more there were; all handed in twice', async () => {
    const held = foreign(300);
    for (let n = 0; n < 50; n += 1) await foreign(60_000).show(`sns/${n}`, words(`text ${n}`, TOPIC));
    for (let n = 0; n < 50; n += 1) await foreign(60_000).show(`sns/${n}`, words(`text ${n}`, TOPIC));
    await waitFor(
      async () => {
        await held.showHeld();
        return (await announced()).length > 1;
      },
      { what: 'the rest to be told' },
    );
    expect(await announced()).toEqual(['text 0', 'text 49 +48']);
    await held.showHeld();
    expect(await announced()).toHaveLength(2);
    // What was shown isn't held back later.
    await foreign(60_000).show('sns/49', words('text 49', TOPIC));
    await foreign(60_000).show('sns/0', words('text 0', TOPIC));
    await foreign(0).showHeld();
    expect(await announced()).toHaveLength(2);
  });
});
