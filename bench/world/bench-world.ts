import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EcsSandbox } from '../../sandbox/ecs/sandbox.ts';
import type { Pace } from '../../sandbox/ecs/world/options.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import type { FileConfig } from '../../src/config/config.ts';
import { parseConfigFile } from '../../src/config/load.ts';
import { startRedis } from '../../tools/redis/start-redis.ts';
import { builtMain } from './build.ts';
import { ACCOUNT, benchConfig, type Size, workspace } from './config.ts';
import { type DeployedProcess, type Role, startDeployed } from './deployed-process.ts';

/** What differs between the worlds of the measures. */
export interface BenchWorldOptions extends Size {
  /** Another configuration than the one of that size, for this keyspace. */
  readonly configText?: (keyspace: string) => string;
  /** More of the environment of its processes: a file's content by the variable that names the file. */
  readonly files?: Readonly<Record<string, string>>;
  /** `slack`: the notifier is limited as Slack limits it; `off`: it may tell everything at once. */
  readonly rates: 'slack' | 'off';
  readonly pace?: Partial<Pace>;
  /** `socket`: the environment is one for Socket Mode, and the requests come from wherever the measure says. */
  readonly transport?: 'http' | 'socket';
}

/** Where Slack is, and the secrets of the app there: variables whose names begin with `SLACK_`. */
export type SlackEnv = Readonly<Record<`SLACK_${string}`, string>>;

/** Real processes with default limits, a Redis of its own (AOF, fsync always) and the sandbox over HTTP. */
export interface BenchWorld {
  readonly config: FileConfig;
  readonly sandbox: Sandbox;
  readonly ecs: EcsSandbox;
  readonly redisUrl: string;
  /** The environment of a Wheelhouse process in this world. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Starts a process of the built product and resolves when it is ready; over HTTP the sandbox's requests go to the
   * newest bot. `slackEnv` replaces what the environment says of Slack.
   */
  start(role: Role, slackEnv?: SlackEnv): Promise<DeployedProcess>;
  stop(): Promise<void>;
}

/** What every key of a world begins with. */
export const KEYSPACE = 'wheelhouse-bench';

/** Builds a world; `stop` ends everything in it. */
export async function benchWorld(options: BenchWorldOptions): Promise<BenchWorld> {
  const main = await builtMain();
  const folder = await mkdtemp(join(tmpdir(), 'wheelhouse-bench-'));
  const path = join(folder, 'wheelhouse.yaml');
  const text = options.configText?.(KEYSPACE) ?? benchConfig(options, KEYSPACE);
  await writeFile(path, text);
  const parsed = parseConfigFile(text, path);
  if (!parsed.ok) throw new Error(`the bench's configuration is faulty: ${JSON.stringify(parsed.fault)}`);
  const redis = await startRedis({ appendfsync: 'always' });
  const sandbox = await startSandbox({
    catalog: parsed.value.catalog,
    ...workspace,
    rates: options.rates,
    // Hundreds of runs at once are measured, which no account may have.
    ecsRates: 'off',
    transport: options.transport ?? 'http',
    ...(options.pace ? { pace: options.pace } : {}),
  });
  const files: Record<string, string> = {};
  for (const [variable, content] of Object.entries(options.files ?? {})) {
    files[variable] = join(folder, variable);
    await writeFile(files[variable], content);
  }
  const env = { ...sandbox.env, ...files, REDIS_URL: redis.url, WHEELHOUSE_CONFIG: path, LOG_LEVEL: 'info' };
  const started: DeployedProcess[] = [];
  return {
    config: parsed.value,
    sandbox,
    ecs: sandbox.ecs(ACCOUNT),
    redisUrl: redis.url,
    env,
    async start(role, slackEnv = {}) {
      const one = await startDeployed(main, role, { ...env, ...slackEnv }, folder);
      started.push(one);
      if (role === 'bot' && options.transport !== 'socket') sandbox.slack.connect(one.eventsUrl);
      return one;
    },
    async stop() {
      await Promise.all(started.map((one) => one.kill()));
      await sandbox.stop();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
