import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitForRedis } from './ask-redis.ts';
import { type OwnRedis, type RedisSettings, serverArguments } from './own-redis.ts';
import { pathOf } from './this-machine.ts';

const STARTS_WITHIN_MS = 10_000;
const STOPS_WITHIN_MS = 5_000;

/**
 * Runs a server program as a child process and resolves when it answers. It ends with this process: when
 * this one exits, and on Linux also when it is killed. Without `dir` it gets a temporary folder, which
 * `stop` removes. Throws with the end of the server's log if it doesn't start.
 */
export async function startRedisProcess(program: string, settings: RedisSettings): Promise<OwnRedis> {
  const temporary =
    settings.dir === undefined ? await mkdtemp(join(tmpdir(), 'wheelhouse-redis-')) : undefined;
  const dir = settings.dir ?? temporary ?? '.';
  const url = `redis://127.0.0.1:${settings.port}`;
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    server = await startServer(program, { ...settings, dir }, url);
  }
  function removeTemporary(): void {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
  function endWithParent(): void {
    server?.kill('SIGKILL');
    removeTemporary();
  }

  process.on('exit', endWithParent);
  try {
    await start();
  } catch (error) {
    process.off('exit', endWithParent);
    removeTemporary();
    throw error;
  }

  return {
    url,
    get pid() {
      return server === undefined || hasEnded(server) ? undefined : server.pid;
    },
    async kill() {
      if (server !== undefined) await end(server, 'SIGKILL');
    },
    async restart() {
      if (server !== undefined) await end(server, 'SIGTERM');
      await start();
    },
    async stop() {
      if (server !== undefined) await end(server, 'SIGTERM');
      process.off('exit', endWithParent);
      removeTemporary();
    },
  };
}

async function startServer(
  program: string,
  settings: RedisSettings & { readonly dir: string },
  url: string,
): Promise<ChildProcess> {
  const log = join(settings.dir, 'redis.log');
  const command = tiedToThisProcess(program, [
    ...serverArguments(settings),
    ...['--bind', '127.0.0.1', '--port', String(settings.port)],
    ...['--dir', settings.dir, '--logfile', log],
  ]);
  // In a group of its own: Ctrl-C in the terminal reaches this process, which then ends the server in order.
  const server = spawn(command.program, command.args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let spawnError: Error | undefined;
  server.on('error', (error) => {
    spawnError = error;
  });
  let complaints = '';
  server.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });

  const until = performance.now() + STARTS_WITHIN_MS;
  const giveUp = (): boolean => spawnError !== undefined || hasEnded(server) || performance.now() > until;
  // By its process id: another server may have taken the port.
  const answer = await waitForRedis(url, ({ processId }) => processId === server.pid, giveUp);
  if (answer !== undefined) return server;

  server.kill('SIGKILL');
  const said = [spawnError?.message ?? complaints, await readFile(log, 'utf8').catch(() => '')];
  const lastLines = said.join('\n').trim().split('\n').slice(-10).join('\n');
  throw new Error(`${program} did not start on port ${settings.port}:\n${lastLines}`);
}

/** On Linux the kernel ends the child with its parent, even if the parent is killed. */
function tiedToThisProcess(
  program: string,
  args: readonly string[],
): { program: string; args: readonly string[] } {
  const setpriv = process.platform === 'linux' ? pathOf('setpriv') : undefined;
  return setpriv === undefined
    ? { program, args }
    : { program: setpriv, args: ['--pdeathsig', 'KILL', program, ...args] };
}

/** Resolves when the process is gone; SIGKILL follows if the signal doesn't do it in time. */
async function end(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (hasEnded(server)) return;
  const gone = once(server, 'exit');
  server.kill(signal);
  const late = setTimeout(() => server.kill('SIGKILL'), STOPS_WITHIN_MS);
  await gone;
  clearTimeout(late);
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}
