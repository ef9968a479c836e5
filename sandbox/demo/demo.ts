import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfigFile } from '../../src/config/load.ts';
import type { Catalog } from '../../src/domain/target/catalog.ts';
import { loadOperations } from '../../src/jobs/operations-folder.ts';
import { useRedis } from '../../tools/redis/start-redis.ts';
import { makeAlarmQueues, withAlarmQueues } from '../alarms/alarm-queues.ts';
import { openAlarmWay } from '../alarms/alarm-way.ts';
import { healthAt } from '../health/point-at.ts';
import { type Page, startPage } from '../page/page.ts';
import { type CommandLineEnd, runCommandLine } from '../processes/command-line.ts';
import { startWheelhouse } from '../processes/wheelhouse-process.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { CHANNELS, GROUPS, PEOPLE } from './cast.ts';
import { demoPanel } from './demo-panel.ts';
import { guideOf } from './guide.ts';
import { type Seat, seat } from './seat.ts';
import { killed, socketCut } from './troubles.ts';
import { withLimits } from './with-limits.ts';

/** A whole Wheelhouse with everything that it talks to, on this machine. */
export interface Demo {
  readonly sandbox: Sandbox;
  readonly catalog: Catalog;
  readonly bot: Seat;
  readonly worker: Seat;
  readonly page: Page;
  /** Runs the command line, `wheelhouse …`, as a person does where a worker runs. */
  readonly commandLine: (...args: readonly string[]) => Promise<CommandLineEnd>;
  stop(): Promise<void>;
}

/** How Slack reaches the bot. */
export type DemoTransport = 'http' | 'socket';

const EXAMPLE = fileURLToPath(new URL('../../wheelhouse.example.yaml', import.meta.url));

/** This world rolls out in seconds, so its alarms look for seconds, too: a deployment is proven within half a minute. */
const ALARM_PACE = { period: 10, periods: 1 };
/** A bot that is killed here is back sooner than SNS would try again. */
const SNS_PACE = { timeoutMs: 15_000, retries: 30, pauseMs: 1_000 };
/** And it is looked at more often than ECS allows for a real account with many services. */
const LIMITS = { 'rollout-every': '2s', 'history-every': '5s', 'alarm-look-every': '5s' };

/** Starts it all: a Redis of its own (or yours), the sandbox, a bot process, a worker process and the page. */
export async function startDemo(
  say: (line: string) => void,
  transport: DemoTransport = 'http',
): Promise<Demo> {
  const example = readFileSync(EXAMPLE, 'utf8');
  const parsed = parseConfigFile(example, EXAMPLE);
  if (!parsed.ok) throw new Error(`the example configuration is faulty: ${JSON.stringify(parsed.fault)}`);
  const { catalog, access } = parsed.value;
  const { current } = await loadOperations();
  const redis = await useRedis(say);
  const sandbox = await startSandbox({
    catalog,
    team: access.team,
    users: PEOPLE,
    channels: CHANNELS,
    groups: GROUPS,
    breaker: 'rolls-back',
    alarmPace: ALARM_PACE,
    ecsEvents: ['ECS Deployment State Change'],
    snsPace: SNS_PACE,
    transport,
  });
  const { slack } = sandbox;
  const folder = await mkdtemp(join(tmpdir(), 'wheelhouse-demo-'));
  const configuration = join(folder, 'wheelhouse.yaml');
  const pointed = withLimits(healthAt(example, sandbox.health), LIMITS);
  await writeFile(
    configuration,
    transport === 'socket' ? withAlarmQueues(pointed, makeAlarmQueues(sandbox)) : pointed,
  );
  const way = await openAlarmWay(sandbox, folder);
  const env = {
    ...sandbox.env,
    ...way.env,
    REDIS_URL: redis.url,
    WHEELHOUSE_CONFIG: configuration,
    LOG_LEVEL: 'info',
  };
  say('Starting the bot and a worker …');
  const bot = seat(async () => {
    const started = await startWheelhouse('bot', env);
    if (transport === 'http') {
      slack.connect(`${started.url}/slack/events`);
      await way.connect(started.url);
    } else await slack.waitFor(() => slack.socket.connections > 0, 30_000);
    return started;
  });
  const worker = seat(() => startWheelhouse('worker', env));
  await Promise.all([bot.fill(), worker.fill()]);
  const page = await startPage({
    slack,
    world: demoPanel(sandbox, [
      killed('worker-killed', 'The worker is killed (SIGKILL)', worker),
      killed('bot-killed', 'The bot is killed (SIGKILL)', bot),
      ...(transport === 'socket' ? [socketCut(slack)] : []),
    ]),
    guide: guideOf({
      catalog,
      access,
      operations: current.map(({ spec }) => spec),
      users: PEOPLE,
      groups: GROUPS,
    }),
  });
  return {
    sandbox,
    catalog,
    bot,
    worker,
    page,
    commandLine: (...args) => runCommandLine(args, env),
    async stop() {
      await page.stop();
      await worker.kill();
      await bot.leave();
      await sandbox.stop();
      await way.stop();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
