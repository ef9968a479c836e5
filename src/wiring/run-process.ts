import type { Config } from '../config/config.ts';
import { failureLog } from '../domain/fault/log-fault.ts';
import { withOwn } from '../domain/target/catalog.ts';
import { startAdminServer } from '../handlers/admin-server.ts';
import { loadOperations } from '../jobs/operations-folder.ts';
import { loadRemediations } from '../jobs/remediations-folder.ts';
import { tellPolicy } from './audit.ts';
import { ecs as ecsOf, ownThings } from './aws.ts';
import type { Running } from './bot.ts';
import { logger } from './logger.ts';
import { metrics } from './metrics.ts';
import { redactorOf } from './redactor.ts';
import { signingOf } from './signing.ts';
import { openStore } from './store.ts';

/** What a process is: the incoming edge, the engine, or both. */
export type Role = 'bot' | 'worker' | 'all';

/** Starts a process of that role. Rejects where a port is taken or an operation's or a remedy's file is faulty. */
export async function startProcess(given: Config, role: Role): Promise<{ stop(): Promise<void> }> {
  const log = logger(given, role);
  const config = { ...given, catalog: withOwn(given.catalog, await ownThings(given, log)) };
  const store = openStore(config, log);
  const operations = await loadOperations();
  const remedies = await loadRemediations(operations);
  tellPolicy(config, store, log);
  const counted = metrics();
  const ecs = ecsOf(config);
  const signing = await signingOf(config);
  const parts = {
    store,
    operations,
    remedies,
    log,
    signing,
    onTurn: counted.onTurn,
    onRefused: counted.onRefused,
    counts: counted.alarms,
    watchBacklog: counted.watchBacklog,
  };
  const running: Running[] = [];
  // Each room is loaded where it is needed: a worker has no use for Bolt, nor a bot for the engine.
  if (role !== 'worker') {
    const { startBot } = await import('./bot.ts');
    running.push(await startBot(config, { ...parts, ecs }));
  }
  if (role !== 'bot') {
    const { startWorker } = await import('./worker.ts');
    running.push(startWorker(config, { ...parts, ecs }));
  }
  const checks = [
    ...new Map(running.flatMap((room) => room.checks).map((check) => [check.name, check])).values(),
  ];
  const redactor = redactorOf(config);
  const admin = await startAdminServer({
    port: config.http.adminPort,
    checks,
    metrics: counted.text,
    redactor,
    onFailure: failureLog(log, redactor),
  });
  return {
    async stop() {
      log.info({}, 'stopping');
      for (const room of running) await room.stop();
      await admin.stop();
      await store.close();
    },
  };
}
