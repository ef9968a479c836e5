import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, spreadOf } from '../figures/statistics.ts';
import { range } from '../figures/table.ts';
import { type BenchWorld, benchWorld } from '../world/bench-world.ts';
import type { DeployedProcess } from '../world/deployed-process.ts';
import { takeInHand } from './in-hand.ts';
import type { Measure } from './measure.ts';

/**
 * How long after its UpdateService was held each worker is killed, in ms. Spread over the 7.5 s between two renewals of
 * a job's lock, because that decides how much of the lock is left; all below the 10 s after which a worker gives up
 * waiting for an answer.
 */
const KILLED_AFTER_MS = [2_000, 3_500, 5_000, 6_500, 8_000] as const;

/** Issue goal, with default limits. */
const GOAL_MS = 20_000;

/** From the kill to the first call for the same service, which only the other worker can make. */
async function sample(
  world: BenchWorld,
  worker: DeployedProcess,
  n: number,
  killAfter: number,
): Promise<{ readonly ms: number; readonly standby: DeployedProcess }> {
  const { update, heldAt, standby, nextCall } = await takeInHand(world, n);
  await sleep(Math.max(0, killAfter - (performance.now() - heldAt)));
  const resumed = nextCall();
  await worker.kill();
  const ms = await resumed;
  update.release();
  return { ms, standby };
}

/** SIGKILL of the worker that has a run in hand, until another one that was there already carries the run on. */
export const resume: Measure = {
  name: 'resume',
  summary: 'SIGKILL of a worker to the resumption of its run by another, default limits',
  async run(say) {
    const world = await benchWorld({ services: KILLED_AFTER_MS.length, clusters: 1, rates: 'slack' });
    try {
      await world.start('bot');
      let worker = await world.start('worker');
      const samples: number[] = [];
      for (const [n, killAfter] of KILLED_AFTER_MS.entries()) {
        const { ms, standby } = await sample(world, worker, n, killAfter);
        say(`resume: sample ${n + 1} of ${KILLED_AFTER_MS.length}: ${(ms / 1000).toFixed(1)} s`);
        samples.push(ms);
        worker = standby;
      }
      const { jobLock, stalledEvery } = world.config.limits;
      const yardstick = { what: 'job-lock + stalled-every', value: jobLock + stalledEvery };
      const note = `${samples.length} samples, ${range(spreadOf(samples), 'ms')}; UpdateService done, its answer held`;
      return [
        {
          name: 'SIGKILL to resumption, median',
          value: percentile(samples, 50),
          unit: 'ms',
          yardstick,
          goal: { kind: 'none' },
          note,
        },
        {
          name: 'SIGKILL to resumption, slowest',
          value: percentile(samples, 100),
          unit: 'ms',
          yardstick,
          goal: { kind: 'at-most', limit: GOAL_MS },
          note,
        },
      ];
    } finally {
      await world.stop();
    }
  },
};
