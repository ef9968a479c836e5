import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedCall } from '../../sandbox/ecs/http/record.ts';
import type { Figure } from '../figures/figure.ts';
import { percentile, spreadOf } from '../figures/statistics.ts';
import { number, range } from '../figures/table.ts';
import { typed } from '../load/content.ts';
import { startLoadGenerator } from '../load/generators.ts';
import { runWholeLoad } from '../load/load.ts';
import { asSlack } from '../world/as-slack.ts';
import { type BenchWorld, benchWorld } from '../world/bench-world.ts';
import { type CommandRate, commandsPerSecond } from '../world/commands-per-second.ts';
import { benchConfig, REGION, serviceName } from '../world/config.ts';
import type { DeployedProcess } from '../world/deployed-process.ts';
import { residentMb } from '../world/rss.ts';
import { batchedMinimum, longestUnread, readsOf } from './batched-minimum.ts';
import type { Measure } from './measure.ts';

const RUNS = 1000;
const CLUSTERS = 10;
const WORKERS = 3;
/** How long the idle processes are counted for comparison. */
const IDLE_MS = 5_000;
/** In whole readings of every rollout. */
const READINGS = 6;
const SETTLED_WITHIN_MS = 150_000;

/**
 * Workers also remember every deployment, whoever began it: seven calls a service, once for each deployment, which no run
 * waits for. That is done at their start, and not again while it is counted what waiting costs.
 */
const RECORD_EVERY = '1h';

/** Issue goals. */
const CALLS_RATIO = 1.2;
const WORKER_MB = 250;

/** Types one restart for each service; every rollout of theirs is stuck. */
async function typeAll(world: BenchWorld, eventsUrl: string): Promise<void> {
  for (const { region, cluster, ecsService } of world.config.catalog.services) {
    world.ecs.script({ region, cluster, service: ecsService }, { kind: 'stuck' });
  }
  const generator = await startLoadGenerator();
  try {
    await runWholeLoad(generator, {
      eventsUrl,
      ...asSlack(world),
      content: typed(Array.from({ length: RUNS }, (_, n) => `restart ${serviceName(n)}`)),
      expect: 'Accepted',
      perSecond: 100,
      count: RUNS,
    });
  } finally {
    await generator.stop();
  }
}

/** The service deployments that roll; only a run that follows its rollout reads them. */
const rolling = (world: BenchWorld): readonly string[] =>
  world.ecs.world
    .read()
    .services.flatMap(({ serviceDeployments: [newest] }) =>
      newest?.status === 'IN_PROGRESS' ? [newest.arn] : [],
    );

/** Waits until every rollout has been read by the run that follows it, and answers the rollouts. */
async function untilAllFollow(world: BenchWorld): Promise<readonly string[]> {
  const until = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const [arns, read] = [rolling(world), readsOf(world.ecs.record)];
    const followed = arns.filter((arn) => read.has(arn)).length;
    if (followed === RUNS) return arns;
    if (performance.now() > until) {
      throw new Error(
        `only ${followed} of ${RUNS} runs follow their rollout after ${SETTLED_WITHIN_MS / 1000} s`,
      );
    }
    await sleep(1000);
  }
}

const memoryOf = (workers: readonly DeployedProcess[]): Promise<readonly number[]> =>
  Promise.all(workers.map(({ adminUrl }) => residentMb(adminUrl)));

/** What was seen while all runs waited. */
interface Window {
  readonly ms: number;
  readonly endedAt: number;
  readonly calls: readonly RecordedCall[];
  readonly redis: CommandRate;
  readonly memory: readonly (readonly number[])[];
}

async function watch(world: BenchWorld, workers: readonly DeployedProcess[]): Promise<Window> {
  const ms = READINGS * world.config.limits.rolloutEvery;
  const [known, until] = [world.ecs.record.length, performance.now() + ms];
  const counting = commandsPerSecond(world.redisUrl, ms);
  const memory: (readonly number[])[] = [];
  while (performance.now() < until) {
    memory.push(await memoryOf(workers));
    await sleep(Math.min(5_000, Math.max(0, until - performance.now())));
  }
  const [redis, calls, endedAt] = [await counting, world.ecs.record.slice(known), Date.now()];
  return { ms, endedAt, calls, redis, memory };
}

/** What was seen before: no runs at all, and then a bot that still tells how they began. */
interface Before {
  readonly idle: { readonly redis: CommandRate; readonly memory: readonly number[] };
  readonly telling: CommandRate;
}

/** The most frequent commands: `1,930 hget, 1,395 hmget`. */
const mostOf = ({ byCommand }: CommandRate): string =>
  byCommand
    .slice(0, 4)
    .map(({ command, perSecond }) => `${number(Math.round(perSecond))} ${command}`)
    .join(', ');

function figures(
  world: BenchWorld,
  { idle, telling }: Before,
  seen: Window,
  arns: readonly string[],
): Figure[] {
  const every = world.config.limits.rolloutEvery;
  const perCluster = Array.from({ length: CLUSTERS }, () => RUNS / CLUSTERS);
  const kinds = new Map<string, number>();
  for (const { call } of seen.calls) kinds.set(call, (kinds.get(call) ?? 0) + 1);
  const unread = longestUnread(seen.calls, arns, seen.endedAt - seen.ms, seen.endedAt);
  const mostMemory = seen.memory.map((all) => Math.max(...all));
  const window = `${seen.ms / 1000} s, ${WORKERS} workers, ${RUNS} runs, ${CLUSTERS} clusters`;
  return [
    {
      name: 'waiting runs, AWS calls',
      value: seen.calls.length,
      unit: 'calls',
      yardstick: { what: 'batched minimum', value: batchedMinimum(perCluster) * READINGS },
      goal: { kind: 'ratio-at-most', limit: CALLS_RATIO },
      note: `${window}, the record of deployments apart; ${[...kinds].map(([call, count]) => `${count} ${call}`).join(', ')}`,
    },
    {
      name: 'waiting runs, longest a rollout went unread',
      value: percentile(unread, 100),
      unit: 'ms',
      yardstick: { what: 'rollout-every', value: every },
      goal: { kind: 'none' },
      note: `${unread.length} rollouts, ${range(spreadOf(unread), 'ms')}`,
    },
    {
      name: 'waiting runs, Redis commands',
      value: seen.redis.perSecond,
      unit: 'per second',
      yardstick: { what: 'bot and workers without runs', value: idle.redis.perSecond },
      goal: { kind: 'none' },
      note: `${window}, no bot; inside scripts included; most: ${mostOf(seen.redis)}`,
    },
    {
      name: 'waiting runs, Redis commands while a bot tells how they began',
      value: telling.perSecond,
      unit: 'per second',
      yardstick: { what: 'bot and workers without runs', value: idle.redis.perSecond },
      goal: { kind: 'none' },
      note: `${1.2 * (every / 1000)} s; most: ${mostOf(telling)}`,
    },
    {
      name: 'waiting runs, memory of the largest worker',
      value: percentile(mostMemory, 100),
      unit: 'MB',
      yardstick: { what: 'largest without runs', value: percentile(idle.memory, 100) },
      goal: { kind: 'at-most', limit: WORKER_MB },
      note: `${seen.memory.length} samples of ${WORKERS} workers, ${range(spreadOf(seen.memory.flat()), 'MB')}`,
    },
  ];
}

/** What a thousand runs cost that only wait. */
export const waiting: Measure = {
  name: 'waiting',
  summary: 'three workers and 1,000 runs that wait: AWS calls, Redis commands, memory',
  async run(say) {
    const size = { services: RUNS, clusters: CLUSTERS };
    const world = await benchWorld({
      ...size,
      configText: (keyspace) => benchConfig(size, keyspace, { 'history-every': RECORD_EVERY }),
      rates: 'off',
      pace: { tickMs: 500 },
    });
    try {
      const bot = await world.start('bot');
      const workers = await Promise.all(Array.from({ length: WORKERS }, () => world.start('worker')));
      const idle = {
        redis: await commandsPerSecond(world.redisUrl, IDLE_MS),
        memory: await memoryOf(workers),
      };
      const began = performance.now();
      await typeAll(world, bot.eventsUrl);
      const arns = await untilAllFollow(world);
      const took = ((performance.now() - began) / 1000).toFixed(0);
      say(`waiting: ${RUNS} runs in ${REGION} wait ${took} s after the first command; counting`);
      // What came before the last run's first reading is over after one more reading of all.
      const telling = await commandsPerSecond(world.redisUrl, 1.2 * world.config.limits.rolloutEvery);
      // Slack takes about one message a second: the bot would go on telling what has begun for a long time.
      await bot.kill();
      return figures(world, { idle, telling }, await watch(world, workers), arns);
    } finally {
      await world.stop();
    }
  },
};
