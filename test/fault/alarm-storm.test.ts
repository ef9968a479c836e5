import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, type TestContext } from 'vitest';
import { readStorm, untold } from '../../bench/measures/storm-end.ts';
import { alarmTopic } from '../../sandbox/cloudwatch/seed.ts';
import { planStorm, type StormEnd } from '../../sandbox/cloudwatch/storm.ts';
import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { sharedSigner } from '../../sandbox/sns/signing/signer.ts';
import { sealed, twiceAndShuffled } from '../../sandbox/sns/storm-mail.ts';
import { redisIncidentReader } from '../../src/jobs/alarms/incident-reader.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import { startRedis } from '../../tools/redis/start-redis.ts';
import { testRedis } from '../support/redis.ts';
import { readable } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { type TestWorld, type TestWorldOptions, testWorld } from '../support/wheelhouse.ts';

const ALERTS = 'C0ALERTS';
const STACKS = ['us-east-2', 'us-west-2', 'eu-west-1'].map((region) => ({
  name: `storm-${region}`,
  environment: 'staging',
  account: registry.account,
  region,
}));
const REGIONS = [registry.region, ...STACKS.map(({ region }) => region)];
/** 10 alarms of each of 4 stacks change their states 50 times: 2,000 notifications. */
const ALARMS = Array.from({ length: 10 }, (_, n) => `storm-${n}-cpu-high`);
const CHANGES = 50;
/** Each delivery comes up to so many places too late: news of one alarm overtake each other. */
const LATE = 100;
const PER_SECOND = 400;
/** SNS waits longer before it tries again, and gives up sooner. */
const AGAIN_MS = 150;
const LONG_AGO_MS = 3_600_000;

const WORLD: TestWorldOptions = {
  alarms: ALARMS,
  alarmWay: 'http',
  alarmChannels: [ALERTS],
  stacks: STACKS,
  limits: { 'alarm-lease': '2s' },
  sections: {
    alarms: { channel: ALERTS, topics: REGIONS.map((region) => alarmTopic(registry.account, region)) },
  },
};

/** Two bots and a worker that die and come again. */
async function crew(world: TestWorld) {
  const bots = [await world.start('bot'), await world.start('bot')];
  let worker = await world.start('worker');
  return {
    /** One of the bots that live, by turns. */
    url: (n: number): string | undefined => bots[n % bots.length]?.url,
    async killBot(n: number): Promise<void> {
      const [dead] = bots.splice(n, 1);
      await dead?.signal('SIGKILL');
      bots.splice(n, 0, await world.start('bot'));
    },
    async killWorker(): Promise<void> {
      await worker.signal('SIGKILL');
      worker = await world.start('worker');
    },
    all: (): readonly WheelhouseProcess[] => [...bots, worker],
  };
}

/** Posts as SNS does: again, to whoever is there, until it is answered with 200. Answers how often it had to. */
async function deliver(body: string, urlOf: (n: number) => string | undefined, n: number): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const url = urlOf(n + tries);
    const status = url === undefined ? 0 : await post(`${url}/sns`, body);
    if (status === 200) return tries;
    // A refusal that SNS would take for final is a fault of ours.
    expect(status === 0 || status >= 500, `the answer ${status}`).toBe(true);
    await sleep(AGAIN_MS);
  }
}

const post = (url: string, body: string): Promise<number> =>
  fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(5_000) }).then(
    async (response) => {
      await response.text();
      return response.status;
    },
    () => 0,
  );

/** CloudWatch says that the alarms are so. */
function saysCloudWatch({ sandbox }: TestWorld, ends: readonly StormEnd[]): void {
  for (const seed of ends) sandbox.cloudwatch(seed.account).board.put({ ...seed, actions: {} });
}

it('2,000 notifications, each twice, while bots, the worker and Redis die: each change is counted once, a stack has one message, and it shows the end', async (test: TestContext) => {
  const redis = await startRedis();
  test.onTestFinished(() => redis.stop());
  const world = await testWorld({ ...WORLD, redisUrl: redis.url });
  test.onTestFinished(() => world.stop());
  const { slack, catalog } = world.sandbox;
  const connection = testRedis(redis.url).connect();
  connection.on('error', () => undefined);
  test.onTestFinished(() => connection.disconnect());
  const reader = redisIncidentReader(connection, keysOf(world.redis.keyspace));
  const storm = planStorm(catalog, registry.account, { changes: CHANGES, endsAt: Date.now() });
  saysCloudWatch(
    world,
    storm.ends.map((end) => ({ ...end, state: 'OK', since: end.since - LONG_AGO_MS })),
  );
  const signer = await sharedSigner();
  const { url, killBot, killWorker, all } = await crew(world);
  test.onTestFailed(() => {
    for (const { role, pid, output } of all()) console.error(`--- ${role} ${pid}\n${output().slice(-3_000)}`);
  });

  await Promise.all(storm.first.map((notice, n) => deliver(sealed(notice, signer), url, n)));
  const bodies = twiceAndShuffled(
    storm.rest.map((notice) => sealed(notice, signer)),
    LATE,
    Math.random,
  );
  const deaths = (async () => {
    await sleep(1_000);
    await killBot(0);
    await killWorker();
    await redis.kill();
    await sleep(700);
    await redis.restart();
    await sleep(1_000);
    await killBot(1);
  })();
  const sent: Promise<number>[] = [];
  for (const [n, body] of bodies.entries()) {
    sent.push(deliver(body, url, n));
    if (n % (PER_SECOND / 20) === 0) await sleep(50);
  }
  const again = (await Promise.all(sent)).filter((tries) => tries > 0).length;
  await deaths;
  saysCloudWatch(world, storm.ends);

  expect(again, 'deliveries that had to be tried again').toBeGreaterThan(0);
  const total = storm.first.length + storm.rest.length;
  expect(total).toBe(REGIONS.length * ALARMS.length * CHANGES);
  const seen = await waitFor(
    async () => {
      const found = await readStorm(reader, storm);
      return found.changes >= total && found.wrong === 0 ? found : undefined;
    },
    { what: 'every change to be counted', show: () => readStorm(reader, storm) },
  );
  expect(seen).toEqual({ incidents: REGIONS.length, changes: total, wrong: 0 });
  await waitFor(async () => (await untold(reader, slack, ALERTS)) === 0, {
    what: 'the end to be shown',
    show: () => slack.messages(ALERTS).map(readable),
  });
  expect(slack.messages(ALERTS), slack.messages(ALERTS).map(readable).join('\n')).toHaveLength(
    REGIONS.length,
  );
});
