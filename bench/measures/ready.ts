import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startBareBolt } from '../bare/bare-bolt.ts';
import type { Figure } from '../figures/figure.ts';
import { percentile, spreadOf } from '../figures/statistics.ts';
import { range } from '../figures/table.ts';
import { type BenchWorld, benchWorld } from '../world/bench-world.ts';
import type { Role } from '../world/deployed-process.ts';
import type { Measure } from './measure.ts';

const SAMPLES = 5;
const SERVICES = 1000;

/** Issue goal; every sample must reach it. */
const GOAL_MS = 3_000;

/** Milliseconds until the promise resolves. */
async function timed<T>(begin: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const began = performance.now();
  const value = await begin();
  return { ms: performance.now() - began, value };
}

async function emptyNode(): Promise<void> {
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
}

/** One round of all, so that what else the machine does falls on all alike. */
async function round(
  world: BenchWorld,
): Promise<Readonly<Record<'node' | 'bare' | 'bot' | 'worker', number>>> {
  const node = await timed(emptyNode);
  const bare = await timed(() => startBareBolt(world.env));
  await bare.value.stop();
  const started = async (role: Role): Promise<number> => {
    const one = await world.start(role);
    await one.kill();
    return one.readyMs;
  };
  return { node: node.ms, bare: bare.ms, bot: await started('bot'), worker: await started('worker') };
}

/** From the start of a process to its first 200 from `/readyz`. */
export const ready: Measure = {
  name: 'ready',
  summary: 'start of a bot and of a worker to /readyz',
  async run() {
    const world = await benchWorld({ services: SERVICES, clusters: 10, rates: 'slack' });
    try {
      // The first start reads files that later ones find in the system's cache; it doesn't count.
      await round(world);
      const rounds: Awaited<ReturnType<typeof round>>[] = [];
      for (let n = 0; n < SAMPLES; n += 1) rounds.push(await round(world));
      const slowest = (of: keyof (typeof rounds)[number]): number =>
        percentile(
          rounds.map((one) => one[of]),
          100,
        );
      const note = (of: keyof (typeof rounds)[number]): string =>
        `${SAMPLES} samples, ${range(spreadOf(rounds.map((one) => one[of])), 'ms')}`;
      const figure = (role: 'bot' | 'worker'): Figure => ({
        name: `start of a ${role} to /readyz, slowest`,
        value: slowest(role),
        unit: 'ms',
        yardstick: { what: 'bare Bolt listens', value: slowest('bare') },
        goal: { kind: 'at-most', limit: GOAL_MS },
        note: `${note(role)}; ${SERVICES} services`,
      });
      return [
        figure('bot'),
        figure('worker'),
        {
          name: 'start and end of node -e 0, slowest',
          value: slowest('node'),
          unit: 'ms',
          goal: { kind: 'none' },
          note: note('node'),
        },
      ];
    } finally {
      await world.stop();
    }
  },
};
