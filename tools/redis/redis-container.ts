import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { waitForRedis } from './ask-redis.ts';
import { type OwnRedis, type RedisSettings, serverArguments } from './own-redis.ts';

const IMAGE = 'redis:7-alpine';
const ANSWERS_WITHIN_MS = 30_000;

/**
 * Runs a server in a container and resolves when it answers. Its data is in the container's own volume,
 * which `stop` removes; `dir` plays no part. It ends when this process exits, but outlives a kill -9 of it.
 */
export async function startRedisContainer(docker: string, settings: RedisSettings): Promise<OwnRedis> {
  const url = `redis://127.0.0.1:${settings.port}`;
  const container = await run(docker, [
    ...['run', '--detach', '--publish', `127.0.0.1:${settings.port}:6379`, IMAGE],
    ...['redis-server', ...serverArguments(settings)],
  ]);
  const remove = ['rm', '--force', '--volumes', container];

  function endWithParent(): void {
    execFileSync(docker, remove, { stdio: 'ignore' });
  }
  async function answers(): Promise<void> {
    const until = performance.now() + ANSWERS_WITHIN_MS;
    if (
      (await waitForRedis(
        url,
        () => true,
        () => performance.now() > until,
      )) === undefined
    ) {
      throw new Error(`The container ${container} of ${IMAGE} does not answer on port ${settings.port}.`);
    }
  }
  async function stop(): Promise<void> {
    process.off('exit', endWithParent);
    await run(docker, remove);
  }

  process.on('exit', endWithParent);
  try {
    await answers();
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    url,
    pid: undefined,
    async kill() {
      await run(docker, ['kill', container]);
    },
    async restart() {
      await run(docker, ['restart', container]);
      await answers();
    },
    stop,
  };
}

async function run(docker: string, args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(docker, args)).stdout.trim();
}
