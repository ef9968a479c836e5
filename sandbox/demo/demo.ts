import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseConfigFile } from '../../src/config/load.ts';
import type { Catalog } from '../../src/domain/target/catalog.ts';
import { useRedis } from '../../tools/redis/start-redis.ts';
import { type Page, startPage } from '../page/page.ts';
import { startWheelhouse } from '../processes/wheelhouse-process.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { demoPanel } from './demo-panel.ts';
import { type WorkerSeat, workerSeat } from './worker-seat.ts';

/** The people and channels of the demo's workspace; their ids are those of the example configuration. */
const PEOPLE = [
  { id: 'U0OPERATOR', name: 'operator' },
  { id: 'U0NEWUSER', name: 'new-user' },
] as const;
const CHANNELS = [
  { id: 'C0OPSPROD', name: 'ops-prod', botIsMember: true },
  { id: 'C0OPSSTAG', name: 'ops-staging', botIsMember: true },
  { id: 'C0CHANGES', name: 'changes', botIsMember: true },
] as const;

/** A whole Wheelhouse with everything that it talks to, on this machine. */
export interface Demo {
  readonly sandbox: Sandbox;
  readonly catalog: Catalog;
  readonly worker: WorkerSeat;
  readonly page: Page;
  stop(): Promise<void>;
}

const EXAMPLE = fileURLToPath(new URL('../../wheelhouse.example.yaml', import.meta.url));

/** Starts it all: a Redis of its own (or yours), the sandbox, a bot process, a worker process and the page. */
export async function startDemo(say: (line: string) => void): Promise<Demo> {
  const parsed = parseConfigFile(readFileSync(EXAMPLE, 'utf8'), EXAMPLE);
  if (!parsed.ok) throw new Error(`the example configuration is faulty: ${JSON.stringify(parsed.fault)}`);
  const { catalog, slack } = parsed.value;
  const redis = await useRedis(say);
  const sandbox = await startSandbox({
    catalog,
    team: slack.team,
    users: PEOPLE,
    channels: CHANNELS,
    breaker: 'rolls-back',
  });
  const env = { ...sandbox.env, REDIS_URL: redis.url, WHEELHOUSE_CONFIG: EXAMPLE, LOG_LEVEL: 'info' };
  say('Starting the bot and a worker …');
  const bot = await startWheelhouse('bot', env);
  sandbox.slack.connect(`${bot.url}/slack/events`);
  const worker = workerSeat(() => startWheelhouse('worker', env));
  await worker.fill();
  const page = await startPage({ slack: sandbox.slack, world: demoPanel(sandbox, worker) });
  return {
    sandbox,
    catalog,
    worker,
    page,
    async stop() {
      await page.stop();
      await worker.kill();
      await bot.signal('SIGTERM');
      await sandbox.stop();
      await redis.stop();
    },
  };
}
