import { type ChildProcess, spawn } from 'node:child_process';
import { freePorts } from '../../tools/redis/free-port.ts';
import { envFor } from './env-for.ts';
import { mainFile } from './main-file.ts';
import { ownEnvironment } from './own-environment.ts';

/** A real Wheelhouse process, started from the sources, that can be killed from outside. */
export interface WheelhouseProcess {
  readonly role: Role;
  readonly pid: number;
  /** Where Slack's requests go: `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly adminUrl: string;
  /** What it wrote so far, both streams. */
  output(): string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Sends a signal and waits until it is gone. SIGSTOP and SIGCONT don't end it and don't wait. */
  signal(signal: NodeJS.Signals): Promise<void>;
}
export type Role = 'bot' | 'worker' | 'all';

/** Starting leaves little behind, but in many small steps: with room for it an eighth of the processor time is spared. */
const ROOM = '--min-semi-space-size=16';
/** Starting takes about a second; a busy machine may need many. */
const START_MS = 60_000;

/** Everything that is started here ends with this process, however it ends. */
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** A port that was free a moment ago may be another's by now. */
const TRIES = 3;

/**
 * Starts a process and resolves once it is ready. Rejects, with what it wrote, when it ends first or takes too long.
 * `main` is the file to run: the sources, unless a build is named. A worker isn't given the key that signs.
 */
export async function startWheelhouse(
  role: Role,
  env: Readonly<Record<string, string>>,
  main = mainFile(),
): Promise<WheelhouseProcess> {
  for (let tried = 1; ; tried++) {
    try {
      return await startOnce(role, env, main);
    } catch (error) {
      if (tried === TRIES || !String(error).includes('EADDRINUSE')) throw error;
    }
  }
}

async function startOnce(
  role: Role,
  env: Readonly<Record<string, string>>,
  main: string,
): Promise<WheelhouseProcess> {
  const [port = 0, adminPort = 0] = await freePorts(2);
  const child = spawn(process.execPath, [ROOM, main, role], {
    env: {
      ...ownEnvironment(),
      ...envFor(role, env),
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  let written = '';
  const keep = (chunk: Buffer): void => {
    written = (written + chunk.toString('utf8')).slice(-200_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => {
      alive.delete(child);
      resolve(signal ?? code ?? -1);
    });
  });
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  try {
    await untilReady(adminUrl, ended, () => written);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    role,
    pid: child.pid ?? -1,
    url: `http://127.0.0.1:${port}`,
    adminUrl,
    output: () => written,
    ended,
    async signal(signal) {
      child.kill(signal);
      if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await ended;
    },
  };
}

async function untilReady(adminUrl: string, ended: Promise<unknown>, written: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  let over = false;
  const gone = ended.then(() => {
    over = true;
  });
  let last = 'no answer yet';
  while (!over && Date.now() < deadline) {
    const answer = await fetch(`${adminUrl}/readyz`).then(
      async (response) => (response.ok ? 'ready' : await response.text()),
      (error: unknown) => String(error),
    );
    if (answer === 'ready') return;
    last = answer;
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  throw new Error(`wheelhouse ${over ? 'ended' : 'was not ready in time'} (${last}):\n${written()}`);
}
