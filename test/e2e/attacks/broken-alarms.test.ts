import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { residentMb } from '../../../bench/world/rss.ts';
import { alarmTopic } from '../../../sandbox/cloudwatch/seed.ts';
import { startWheelhouse } from '../../../sandbox/processes/wheelhouse-process.ts';
import { envelope } from '../../../sandbox/sns/signing/envelope.ts';
import { sharedSigner } from '../../../sandbox/sns/signing/signer.ts';
import type { Notice } from '../../../src/domain/alarm/notice.ts';
import { readAlertmanager } from '../../../src/domain/alarm/read/read-alertmanager.ts';
import { readSns } from '../../../src/domain/alarm/read/read-sns.ts';
import { redisAlarmInbox } from '../../../src/jobs/alarms/inbox.ts';
import { redisIncidentReader } from '../../../src/jobs/alarms/incident-reader.ts';
import { keysOf } from '../../../src/jobs/ledger/keys.ts';
import { brokenAlertmanagerBody, brokenMessage } from '../../support/alarm-corpus/broken.ts';
import { testRedis } from '../../support/redis.ts';
import { readable } from '../../support/story.ts';
import { registry } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { ALERTS, alarmScene, CRITICAL } from '../alarm-scene.ts';

const SIGNED = 5_000;
const FORGED = 2_500;
const WEBHOOKS = 2_500;
/** So many are under way at once. */
const LANES = 40;
/** A bot with so little room ends when it keeps what it was sent: 60 MB of it are in use. */
const SMALL = '--max-old-space-size=160 --max-semi-space-size=2';
/** How much more memory a bot may hold after all that than after its first thousand. */
const GROWTH_MB = 100;
const TOPIC = alarmTopic(registry.account, registry.region);
const FOREIGN = 'Not an alarm, but it came like one';

const some = <T>(one: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(one, { numRuns, seed: 7 });

/** What is posted to which path, and what a bot may read out of it. */
interface Sent {
  readonly path: string;
  readonly body: string;
  /** The statuses that are right. */
  readonly answers: (status: number) => boolean;
  readonly says: readonly Notice[];
}

async function everything(): Promise<Sent[]> {
  const signer = await sharedSigner();
  const wrapped = (message: string): { readonly id: string; readonly body: string } => {
    const id = randomUUID();
    const fields = {
      Type: 'Notification' as const,
      MessageId: id,
      TopicArn: TOPIC,
      Message: message,
      Timestamp: new Date().toISOString(),
    };
    const by = { signer, version: '2' as const, region: registry.region, subscriptionArn: `${TOPIC}:x` };
    return { id, body: envelope(fields, by) };
  };
  const signed = some(brokenMessage, SIGNED).map((message): Sent => {
    const { id, body } = wrapped(message);
    const said = { id, message, timestamp: Date.now(), topic: TOPIC, via: 'sns' as const };
    return { path: '/sns', body, answers: (status) => status === 200, says: [readSns(said)] };
  });
  // Cut, swapped or nested envelopes: what is still whole was changed after it was signed.
  const forged = some(brokenMessage, FORGED).map((message, n): Sent => {
    const { body } = wrapped('a message');
    const wrong = n % 2 === 0 ? message : body.replace('"a message"', JSON.stringify(message));
    return { path: '/sns', body: wrong, answers: (status) => status === 400 || status === 403, says: [] };
  });
  const webhooks = some(brokenAlertmanagerBody, WEBHOOKS).map((body): Sent => {
    const read = readAlertmanager(jsonOf(body));
    const says = read.kind === 'notices' ? read.notices : [];
    return { path: '/alertmanager', body, answers: (status) => status === 200 || status === 400, says };
  });
  return [...signed, ...forged, ...webhooks].map((one, n, all) => all[(n * 7_919) % all.length] ?? one);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Thousands of messages take a slow machine, which does other things besides, a while. */
const DESK_MS = 120_000;

it('10,000 broken messages: nothing falls over, nothing is made up, the channel stays readable, and commands are answered', {
  timeout: 3 * DESK_MS,
}, async (test) => {
  const { world, slack, roots, ops } = await alarmScene(test, {
    limits: { 'alarm-look-every': '1h', 'alarm-facts-every': '1h' },
  });
  const bot = await startWheelhouse('bot', { ...world.env, NODE_OPTIONS: SMALL });
  slack.connect(`${bot.url}/slack/events`);
  await world.alarmWay?.connect(bot.url);
  test.onTestFailed(() => console.error(bot.output().slice(-5_000)));
  test.onTestFinished(() => bot.signal('SIGKILL'));
  const connection = testRedis(world.redis.url).connect();
  test.onTestFinished(() => connection.disconnect());
  const keys = keysOf(world.redis.keyspace);
  const inbox = redisAlarmInbox(connection, connection, keys);
  const sent = await everything();
  const authorization = `Bearer ${world.alarmWay?.env.ALERTMANAGER_TOKEN}`;
  const began = Date.now();

  const wrong: string[] = [];
  const post = async ({ path, body, answers }: Sent): Promise<void> => {
    const response = await fetch(`${bot.url}${path}`, { method: 'POST', body, headers: { authorization } });
    const text = await response.text();
    if (!answers(response.status)) wrong.push(`${response.status} ${text.trim()} for ${body.slice(0, 200)}`);
  };
  const postAll = async (all: readonly Sent[]): Promise<void> => {
    const left = all.values();
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (const one of left) await post(one);
      }),
    );
    await waitFor(async () => (await inbox.backlog()).count === 0, {
      what: 'the desk to be done',
      timeoutMs: DESK_MS,
    });
  };

  await postAll(sent.slice(0, 1_000));
  const before = await residentMb(bot.adminUrl);
  const posting = postAll(sent.slice(1_000));
  const meanwhile = await ops('help');
  await posting;
  const after = await residentMb(bot.adminUrl);

  expect(wrong.slice(0, 5)).toEqual([]);
  expect(meanwhile.outcome).toBe('acked');
  expect((await ops('locks')).outcome).toBe('acked');
  expect(after - before, `${before} MB before, ${after} MB after`).toBeLessThan(GROWTH_MB);
  expect(bot.output()).not.toContain('can not be read, and are passed over');

  // What is told as an alarm is one: somebody said so in words that can be read, and the ledger holds it.
  const rings = new Set(
    sent.flatMap(({ says }) => says).flatMap(({ what }) => (what.kind === 'alarm' ? [what.fingerprint] : [])),
  );
  const open = await redisIncidentReader(connection, keys).open(10_000);
  const stored = open.flatMap(({ alarms }) => alarms.map(({ fingerprint }) => fingerprint));
  expect(stored.filter((fingerprint) => !rings.has(fingerprint))).toEqual([]);
  expect(new Set(stored).size).toBe(stored.length);

  // What is none is shown, but the channel isn't filled with it: of the topic and of Alertmanager one a minute.
  const foreign = [...roots(ALERTS), ...roots(CRITICAL)].filter((root) => readable(root).includes(FOREIGN));
  const minutes = Math.ceil((Date.now() - began) / 60_000);
  await slack.waitFor(() => roots(ALERTS).some((root) => readable(root).includes(FOREIGN)));
  expect(foreign.length).toBeLessThanOrEqual(2 * (1 + minutes));
  expect((await fetch(`${bot.adminUrl}/readyz`)).status).toBe(200);
});
