import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { planStorm } from '../../sandbox/cloudwatch/storm.ts';
import type { AlarmSeed } from '../../sandbox/cloudwatch/world/alarm.ts';
import type { RecordedCall } from '../../sandbox/slack/web-api/record.ts';
import { type SnsSigner, sharedSigner } from '../../sandbox/sns/signing/signer.ts';
import { redisAlarmInbox } from '../../src/jobs/alarms/inbox.ts';
import { redisIncidentReader } from '../../src/jobs/alarms/incident-reader.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import type { Child } from '../children/child.ts';
import type { Figure } from '../figures/figure.ts';
import { percentile } from '../figures/statistics.ts';
import { typed } from '../load/content.ts';
import { startLoadGenerator } from '../load/generators.ts';
import { runLoad } from '../load/load.ts';
import { Delivered, type StormOrder, startStormGenerator } from '../load/storm-load.ts';
import { asSlack } from '../world/as-slack.ts';
import { type BenchWorld, KEYSPACE } from '../world/bench-world.ts';
import { ACCOUNT, CHANNEL } from '../world/config.ts';
import { residentMb } from '../world/rss.ts';
import { STORM } from '../world/storm-config.ts';
import { sign, stormWorld } from '../world/storm-world.ts';
import { intakeRate } from './intake-rate.ts';
import type { Measure } from './measure.ts';
import { readStorm, untilShown } from './storm-end.ts';

/** 20,000 notifications in a minute, each delivered twice. */
const CHANGES = 100;
const SECONDS = 60;
/** Slack is away from here on, for so long. */
const AWAY_FROM_MS = 20_000;
const AWAY_MS = 20_000;
/** What people type meanwhile. */
const COMMANDS = { perSecond: 4, count: 4 * SECONDS };

/** Before it, as in the other measures: a process that has just started answers late. */
const WARM_UP = { perSecond: 40, count: 200 };

const COMMAND_P99_MS = 200;
const SHOWN_MS = 60_000;
const ON_THEIR_WAY_MS = 500;
const LONG_AGO_MS = 3_600_000;

/** A storm of alarms on a real bot process, and how fast it takes alarms in. */
export const storm: Measure = {
  name: 'storm',
  summary:
    '20,000 alarm notifications in a minute, each twice, with Slack away for 20 s; and the rate of intake',
  async run(say) {
    const signer = await sharedSigner();
    const generator = await startStormGenerator();
    try {
      const figures = await inAStorm(generator, signer, say);
      return [...figures, ...(await intakeRate(generator, signer, say))];
    } finally {
      await generator.stop();
    }
  },
};

async function inAStorm(
  generator: Child,
  signer: SnsSigner,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const plan = { changes: CHANGES, endsAt: Date.now() };
  const sent = await sign(generator, signer, plan);
  const world = await stormWorld(signer);
  const commands = await startLoadGenerator();
  const redis = new Redis(world.redisUrl);
  try {
    const keys = keysOf(KEYSPACE);
    const reader = redisIncidentReader(redis, keys);
    const inbox = redisAlarmInbox(redis, redis, keys);
    const planned = planStorm(world.config.catalog, ACCOUNT, plan);
    // Until the storm is over CloudWatch says what it said before.
    for (const seed of planned.ends) put(world, { ...seed, state: 'OK', since: plan.endsAt - LONG_AGO_MS });
    const [bot] = [await world.start('bot'), await world.start('worker')];
    const commandsTo = (eventsUrl: string) => ({
      content: typed(['help', 'locks']),
      expect: '^(?!.*no_entry)',
      eventsUrl,
      ...asSlack(world),
    });
    await runLoad(commands, { ...commandsTo(bot.eventsUrl), ...WARM_UP });
    const before = await residentMb(bot.adminUrl);
    const memory: number[] = [];
    const backlog: number[] = [];
    const watching = setInterval(() => {
      residentMb(bot.adminUrl).then(
        (mb) => memory.push(mb),
        () => undefined,
      );
      inbox.backlog().then(
        ({ count }) => backlog.push(count),
        () => undefined,
      );
    }, 500);
    const typing = runLoad(commands, { ...commandsTo(bot.eventsUrl), ...COMMANDS });
    const away = slackAway(world);
    const order: StormOrder = {
      kind: 'send',
      url: new URL('/sns', bot.eventsUrl).href,
      perSecond: (2 * sent) / SECONDS,
    };
    const delivered = await generator.ask(order, Delivered);
    for (const seed of planned.ends) put(world, seed);
    const endedAt = performance.now();
    const shown = await untilShown(
      { reader, inbox, slack: world.sandbox.slack, channel: CHANNEL, planned },
      3 * SHOWN_MS,
    );
    const shownMs = performance.now() - endedAt;
    await away;
    const answers = await typing;
    clearInterval(watching);
    const seen = await readStorm(reader, planned);
    const roots = world.sandbox.slack.messages(CHANNEL);
    const told = world.sandbox.slack.record.filter(({ method }) =>
      /^(chat|conversations|files)\./.test(method),
    );
    const limited = told.filter(isLimited);
    const early = limited.filter((refusal) => impatient(refusal, told));
    say(
      `storm: ${delivered.taken} deliveries in ${delivered.seconds.toFixed(1)} s, ${delivered.refused} refused${delivered.firstRefusal === undefined ? '' : ` (the first: ${delivered.firstRefusal})`}; ${seen.incidents} incidents; ${told.length} calls of Slack; ${shown}`,
    );
    const { wrong, firstWrong } = answers;
    return [
      {
        name: 'storm, state changes accounted for',
        value: seen.changes,
        unit: 'changes',
        yardstick: { what: 'sent', value: sent },
        goal: seen.wrong === 0 ? { kind: 'ratio-at-least', limit: 1 } : { kind: 'ratio-at-least', limit: 2 },
        note: `${STORM.alarms} alarms of ${STORM.stacks} stacks, each delivered twice and out of order; ${seen.wrong} alarms with another count or end than was sent`,
      },
      {
        name: 'storm, messages in the channel',
        value: roots.length,
        unit: 'messages',
        yardstick: { what: 'stacks', value: STORM.stacks },
        goal: { kind: 'ratio-at-most', limit: 1 },
        note: `${roots.reduce((sum, { thread }) => sum + thread.length, 0)} in their threads`,
      },
      {
        name: "storm, times that Slack's Retry-After was not kept",
        value: early.length,
        unit: 'calls',
        goal: { kind: 'at-most', limit: 0 },
        note: `of ${limited.length} calls that it limited, of ${told.length}: ${methodsOf(told)}`,
      },
      {
        name: 'storm, newest states shown after its end',
        value: shownMs,
        unit: 'ms',
        goal: { kind: 'at-most', limit: SHOWN_MS },
        note: `the inbox held at most ${Math.max(0, ...backlog)}; Slack was away for ${AWAY_MS / 1000} s`,
      },
      {
        name: 'storm p99, /ops help and locks meanwhile',
        value: percentile([...answers.ms, ...new Array<number>(wrong).fill(3000)], 99),
        unit: 'ms',
        goal: { kind: 'at-most', limit: COMMAND_P99_MS },
        note: `${answers.ms.length} of ${COMMANDS.count} acknowledged, p50 ${percentile(answers.ms, 50).toFixed(1)} ms, lateness of the load itself p99 ${percentile(answers.late, 99).toFixed(1)} ms${firstWrong === undefined ? '' : `; the first wrong: ${firstWrong.slice(0, 80)}`}`,
      },
      {
        name: 'storm, resident memory of the bot at most',
        value: Math.max(...memory),
        unit: 'MB',
        yardstick: { what: 'before', value: before },
        goal: { kind: 'none' },
        note: `${memory.length} samples, ${(memory.at(-1) ?? Number.NaN).toFixed(0)} MB in the end`,
      },
    ];
  } finally {
    redis.disconnect();
    await commands.stop();
    await world.stop();
  }
}

const methodsOf = (told: readonly { readonly method: string }[]): string =>
  [...Map.groupBy(told, ({ method }) => method)]
    .map(([method, calls]) => `${method} ${calls.length}`)
    .join(', ');

const restOf = ({ answer }: RecordedCall): number =>
  answer.kind === 'answered' ? (answer.restS ?? 0) * 1000 : 0;
const isLimited = (call: RecordedCall): boolean => restOf(call) > 0;

/** Whether the same was called in the same channel before Slack's time was over; what was on its way already isn't meant. */
const impatient = (refusal: RecordedCall, told: readonly RecordedCall[]): boolean =>
  told.some(
    ({ method, args, at }) =>
      method === refusal.method &&
      args['channel'] === refusal.args['channel'] &&
      at > refusal.at + ON_THEIR_WAY_MS &&
      at < refusal.at + restOf(refusal),
  );

async function slackAway({ sandbox: { slack } }: BenchWorld): Promise<void> {
  await sleep(AWAY_FROM_MS);
  slack.away(true);
  await sleep(AWAY_MS);
  slack.away(false);
}

/** CloudWatch says so from now on, and tells nobody. */
const put = ({ sandbox }: BenchWorld, seed: AlarmSeed): void =>
  sandbox.cloudwatch(ACCOUNT).board.put({ ...seed, actions: {} });
