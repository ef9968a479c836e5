import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { envFor } from '../../sandbox/processes/env-for.ts';
import { freePorts } from '../../tools/redis/free-port.ts';

/** What a process does. */
export type Role = 'bot' | 'worker';

/** A real Wheelhouse process, started from the build. */
export interface DeployedProcess {
  readonly role: Role;
  /** Where Slack's requests go. */
  readonly eventsUrl: string;
  readonly adminUrl: string;
  /** From its start to the first 200 of `/readyz`, asked every 10 ms. */
  readonly readyMs: number;
  /** Ends it with SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>;
  /**
   * Tells it to stop with SIGTERM. Resolves when it has heard that, as its log says, with the promise of its end, which
   * rejects where it didn't end in order.
   */
  stop(): Promise<{ readonly gone: Promise<void> }>;
}

const START_MS = 30_000;
const POLL_MS = 10;

/** Everything that is started here ends with this process. */
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/**
 * As in the image and in `npm start`: one helper thread of V8's, so that marking doesn't take all processors, and a small
 * young generation, because what a run leaves behind is soon garbage.
 */
const NODE_FLAGS = ['--v8-pool-size=1', '--max-semi-space-size=8', '--max-old-space-size=512'];

/** Starts `main` in a role and resolves once it is ready. Its log goes to a file in `folder`; rejects with its end. */
export async function startDeployed(
  main: string,
  role: Role,
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<DeployedProcess> {
  const [port = 0, adminPort = 0] = await freePorts(2);
  const [path, adminUrl] = [join(folder, `${role}-${port}.log`), `http://127.0.0.1:${adminPort}`];
  const log = openSync(path, 'a');
  const began = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, main, role], {
    env: {
      PATH: process.env['PATH'],
      // As in the image.
      NODE_ENV: 'production',
      ...envFor(role, env),
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  while (!(await isReady(adminUrl))) {
    if (!alive.has(child) || performance.now() - began > START_MS) {
      child.kill('SIGKILL');
      const lastLines = readFileSync(path, 'utf8').trim().split('\n').slice(-10).join('\n');
      throw new Error(`a ${role} did not become ready:\n${lastLines}`);
    }
    await sleep(POLL_MS);
  }
  return {
    role,
    eventsUrl: `http://127.0.0.1:${port}/slack/events`,
    adminUrl,
    readyMs: performance.now() - began,
    async kill() {
      if (!alive.has(child)) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      const gone = once(child, 'exit').then(() => {
        if (child.exitCode !== 0)
          throw new Error(`a ${role} that was told to stop ended with ${child.exitCode}`);
      });
      child.kill('SIGTERM');
      while (alive.has(child) && !readFileSync(path, 'utf8').includes('"msg":"stopping"'))
        await sleep(POLL_MS);
      return { gone };
    },
  };
}

const isReady = (adminUrl: string): Promise<boolean> =>
  fetch(`${adminUrl}/readyz`).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
