import { z } from 'zod';
import { freePort } from '../../tools/redis/free-port.ts';
import { type Child, startChild } from '../children/child.ts';
import { percentile, spreadOf } from '../figures/statistics.ts';
import { range } from '../figures/table.ts';
import { typed } from '../load/content.ts';
import { startLoadGenerator } from '../load/generators.ts';
import { runWholeLoad } from '../load/load.ts';
import { asSlack } from '../world/as-slack.ts';
import { type BenchWorld, benchWorld } from '../world/bench-world.ts';
import { serviceName } from '../world/config.ts';
import type { Measure } from './measure.ts';

/** The first round warms up and doesn't count. Runs each have a service of their own, so that no lock is in the way. */
const ROUNDS = [
  { counts: false, runs: 500, jobs: 4_000 },
  { counts: true, runs: 1_000, jobs: 8_000 },
  { counts: true, runs: 1_000, jobs: 8_000 },
  { counts: true, runs: 1_000, jobs: 8_000 },
] as const;
const SERVICES = 1_000;

/** Issue goal. */
const RATIO = 0.05;

const ENGINE = new URL('../engine/engine-process.ts', import.meta.url);
const RAW = new URL('../engine/raw-process.ts', import.meta.url);

/** Has the runs stored and queued by a bot that is gone when the worker starts. */
async function queueRuns(world: BenchWorld, generator: Child, runs: number): Promise<void> {
  const port = await freePort();
  const bot = await startChild(ENGINE, { ...world.env, PORT: String(port), ADMIN_PORT: '0' });
  try {
    await bot.ask({ kind: 'listen' }, z.number());
    await runWholeLoad(generator, {
      eventsUrl: `http://127.0.0.1:${port}/slack/events`,
      ...asSlack(world),
      content: typed(Array.from({ length: runs }, (_, n) => `noop ${serviceName(n)}`)),
      expect: 'Accepted',
      perSecond: 250,
      count: runs,
    });
  } finally {
    await bot.stop();
  }
}

/** Runs per second of the whole engine against jobs per second of the queue that it is built on. */
export const runs: Measure = {
  name: 'runs',
  summary: 'runs/s of a three-step no-op against raw BullMQ jobs/s',
  async run() {
    const world = await benchWorld({ services: SERVICES, clusters: 10, rates: 'slack' });
    const generator = await startLoadGenerator();
    const children: Child[] = [generator];
    try {
      const raw = await startChild(RAW, { REDIS_URL: world.redisUrl });
      const engine = await startChild(ENGINE, { ...world.env, PORT: '0', ADMIN_PORT: '0' });
      children.push(raw, engine);
      const perSecond: { engine: number; raw: number }[] = [];
      for (const { counts, runs: count, jobs } of ROUNDS) {
        await queueRuns(world, generator, count);
        const engineMs = await engine.ask({ kind: 'work', runs: count }, z.number());
        const rawMs = await raw.ask({ jobs }, z.number());
        if (counts) perSecond.push({ engine: (count / engineMs) * 1000, raw: (jobs / rawMs) * 1000 });
      }
      const rates = perSecond.map((round) => round.engine);
      return [
        {
          name: 'runs, three steps that do nothing',
          value: percentile(rates, 50),
          unit: 'per second',
          yardstick: {
            what: 'BullMQ jobs',
            value: percentile(
              perSecond.map((round) => round.raw),
              50,
            ),
          },
          goal: { kind: 'ratio-at-least', limit: RATIO },
          note: `${rates.length} rounds, ${range(spreadOf(rates), 'per second')}; one worker, 20 at once, AOF always`,
        },
      ];
    } finally {
      for (const child of children) await child.stop();
      await world.stop();
    }
  },
};
