import { randomUUID } from 'node:crypto';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { serve } from '../children/serve.ts';

/** The yardstick: BullMQ alone, with a processor that does nothing, on settings like those of the run engine's worker. */
const Env = z.object({ REDIS_URL: z.string() });
const Order = z.object({ jobs: z.int().positive() });

/** As many jobs at once as a worker takes turns at runs (src/wiring/worker.ts). */
const CONCURRENCY = 20;

const connection = new Redis(Env.parse(process.env).REDIS_URL, { maxRetriesPerRequest: null });

/** Milliseconds from the worker's start to the completion of its last job. All jobs are there when it starts. */
serve(Order, async ({ jobs }) => {
  const prefix = '{raw}';
  const name = randomUUID();
  const queue = new Queue(name, { connection, prefix });
  const one = { name: 'run', data: {}, opts: { removeOnComplete: true, removeOnFail: true } };
  await queue.addBulk(Array.from({ length: jobs }, () => one));
  const over = Promise.withResolvers<number>();
  const began = performance.now();
  let completed = 0;
  const worker = new Worker(name, async () => undefined, {
    connection,
    prefix,
    concurrency: CONCURRENCY,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on('completed', () => {
    completed += 1;
    if (completed === jobs) over.resolve(performance.now() - began);
  });
  const took = await over.promise;
  await worker.close();
  await queue.close();
  return took;
});
