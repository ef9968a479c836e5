import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { FromChild } from './serve.ts';

/** A helper in a process of its own, so that what is measured shares no event loop with what measures. */
export interface Child {
  /** Gives an order and waits for its answer. One order at a time. Rejects where the child fails or ends. */
  ask<T>(order: object, answer: z.ZodType<T>): Promise<T>;
  stop(): Promise<void>;
}

/** As in the product, so that a yardstick isn't slower by it, and the load takes little from what it measures. */
const NODE_FLAGS = ['--v8-pool-size=1'];

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts the module at `file`, which calls `serve`, and resolves when it is ready. It sees no environment but PATH. */
export async function startChild(
  file: URL,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Child> {
  const child = fork(fileURLToPath(file), {
    env: { PATH: process.env['PATH'], ...env },
    execArgv: [...process.execArgv, ...NODE_FLAGS, ...flags],
    // What it logs isn't the bench's output.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  await next(child);
  return {
    async ask(order, answer) {
      const answered = next(child);
      child.send(order);
      return answer.parse(await answered);
    },
    async stop() {
      if (!alive.has(child)) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The next message's content. Rejects with what the child says, or when it ends without a word. */
function next(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('a process of the bench ended without an answer'));
    child.once('exit', ended);
    child.once('message', (raw) => {
      child.off('exit', ended);
      const message = FromChild.parse(raw);
      if (message.kind === 'failed') reject(new Error(message.why));
      else resolve(message.kind === 'answer' ? message.answer : undefined);
    });
  });
}
