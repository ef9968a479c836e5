import { setTimeout as sleep } from 'node:timers/promises';
import { startBareBolt } from '../bare/bare-bolt.ts';
import type { Figure } from '../figures/figure.ts';
import { spreadOf } from '../figures/statistics.ts';
import { range } from '../figures/table.ts';
import { benchWorld } from '../world/bench-world.ts';
import { residentMb } from '../world/rss.ts';
import type { Measure } from './measure.ts';

const IDLE_MS = 8_000;
const EVERY_MS = 1_000;
const SERVICES = 1000;

/** Resident memory of a bot and a worker that have nothing to do. */
export const memory: Measure = {
  name: 'memory',
  summary: 'resident memory of an idle bot and an idle worker',
  async run() {
    const world = await benchWorld({ services: SERVICES, clusters: 10, rates: 'slack' });
    const bare = await startBareBolt(world.env);
    try {
      const processes = [await world.start('bot'), await world.start('worker')];
      const seen = processes.map((): number[] => []);
      for (let idle = 0; idle < IDLE_MS; idle += EVERY_MS) {
        await sleep(EVERY_MS);
        for (const [n, { adminUrl }] of processes.entries()) seen[n]?.push(await residentMb(adminUrl));
      }
      const yardstick = { what: 'bare Bolt', value: await bare.residentMb() };
      return processes.map(({ role }, n): Figure => {
        const samples = seen[n] ?? [];
        return {
          name: `idle ${role}, resident memory`,
          value: samples.at(-1) ?? Number.NaN,
          unit: 'MB',
          yardstick,
          goal: { kind: 'none' },
          note: `${samples.length} samples in ${IDLE_MS / 1000} s, ${range(spreadOf(samples), 'MB')}; ${SERVICES} services`,
        };
      });
    } finally {
      await bare.stop();
      await world.stop();
    }
  },
};
