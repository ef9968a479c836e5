import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { describeFaults, loadConfig } from '../../src/config/load.ts';
import { operationSet } from '../../src/jobs/operations-folder.ts';
import { ecs } from '../../src/wiring/aws.ts';
import { startBot } from '../../src/wiring/bot.ts';
import { logger } from '../../src/wiring/logger.ts';
import { metrics } from '../../src/wiring/metrics.ts';
import { signingOf } from '../../src/wiring/signing.ts';
import { openStore } from '../../src/wiring/store.ts';
import { startWorker } from '../../src/wiring/worker.ts';
import { serve } from '../children/serve.ts';
import { noop } from './noop.ts';

/**
 * A bot or a worker, wired as a real one is, that knows the bench's operation in place of the product's own. `listen`
 * starts the bot; `work` starts the worker, waits until it has ended so many runs, and answers how long that took.
 */
const Order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listen') }),
  z.object({ kind: z.literal('work'), runs: z.int().positive() }),
]);

const loaded = loadConfig(process.env, (path) => readFileSync(path, 'utf8'));
if (!loaded.ok) throw new Error(describeFaults(loaded.fault));
const config = loaded.value;
const log = logger(config, 'bench');
const clients = ecs(config);
const common = {
  remedies: [],
  store: openStore(config, log),
  operations: operationSet([noop]),
  log,
  signing: await signingOf(config),
};

/** Milliseconds from the worker's start to the end of its last run. */
async function work(runs: number): Promise<number> {
  const over = Promise.withResolvers<number>();
  const began = performance.now();
  let ended = 0;
  const worker = startWorker(config, {
    ...common,
    ecs: clients,
    onTurn(end) {
      if (end === 'over') ended += 1;
      if (ended === runs) over.resolve(performance.now() - began);
    },
  });
  const took = await over.promise;
  await worker.stop();
  return took;
}

serve(Order, async (order) => {
  if (order.kind === 'work') return work(order.runs);
  await startBot(config, {
    ...common,
    ecs: clients,
    onRefused: () => undefined,
    counts: metrics().alarms,
    watchBacklog: () => undefined,
  });
  return 0;
});
