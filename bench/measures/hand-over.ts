import { percentile, spreadOf } from '../figures/statistics.ts';
import { range } from '../figures/table.ts';
import { benchWorld } from '../world/bench-world.ts';
import { takeInHand } from './in-hand.ts';
import type { Measure } from './measure.ts';

const SAMPLES = 5;
/** A deployment of Wheelhouse itself is not to be seen in a run's story. */
const GOAL_MS = 2_000;

/** SIGTERM of the worker that has a run in hand: how long nobody is at it once its call of ECS is answered. */
export const handOver: Measure = {
  name: 'hand-over',
  summary:
    'SIGTERM of a worker to the next call for its run, by the worker that it was handed to, default limits',
  async run() {
    const world = await benchWorld({ services: SAMPLES, clusters: 1, rates: 'slack' });
    try {
      await world.start('bot');
      let worker = await world.start('worker');
      const samples: number[] = [];
      for (let n = 0; n < SAMPLES; n += 1) {
        const { update, standby, nextCall } = await takeInHand(world, n);
        const { gone } = await worker.stop();
        const next = nextCall();
        update.release();
        samples.push(await next);
        await gone;
        worker = standby;
      }
      const { runLease } = world.config.limits;
      return [
        {
          name: 'SIGTERM to the next one at work, slowest',
          value: percentile(samples, 100),
          unit: 'ms',
          yardstick: { what: 'run-lease, which nobody waits for', value: runLease },
          goal: { kind: 'at-most', limit: GOAL_MS },
          note: `${samples.length} samples, ${range(spreadOf(samples), 'ms')}, from ECS's answer on`,
        },
      ];
    } finally {
      await world.stop();
    }
  },
};
