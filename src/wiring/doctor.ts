import type { Config } from '../config/config.ts';
import { describeMode } from '../config/mode.ts';
import { causeOf } from '../domain/fault/cause.ts';
import { ruleFor } from '../domain/fault/fault-table.ts';
import type { Finding } from '../domain/finding.ts';
import { redacted } from '../domain/redaction/redacted.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { targetName } from '../domain/target/service.ts';
import { redisFindings } from '../jobs/ledger/redis-findings.ts';
import { alertmanagerFindings } from './alertmanager-findings.ts';
import { auditFindings } from './audit-findings.ts';
import { ecs } from './aws.ts';
import { groupFindings } from './group-findings.ts';
import { logger } from './logger.ts';
import { redactorOf } from './redactor.ts';
import { signingFindings } from './signing-findings.ts';
import { slackFindings } from './slack-findings.ts';
import { openStore } from './store.ts';

/** Looks at everything that a process needs from outside. Reads only; changes nothing. No finding holds a secret. */
export async function doctor(config: Config): Promise<readonly Finding[]> {
  const redactor = redactorOf(config);
  const findings = [
    mode(config),
    ...(await redis(config, redactor)),
    ...(await slackFindings(config, redactor)),
    ...(await groupFindings(config, redactor)),
    ...(await signingFindings(config, redactor)),
    ...(await auditFindings(config)),
    ...(await alertmanagerFindings(config)),
    ...(await services(config)),
  ];
  return redacted(redactor, findings);
}

const mode = ({ access }: Config): Finding => ({
  level: 'ok',
  what: `Mode ${describeMode(access)}`,
});

async function redis(config: Config, redactor: Redactor): Promise<readonly Finding[]> {
  const store = openStore(config, logger({ logLevel: 'silent' }, 'doctor'));
  const fault = (error: unknown): Finding[] => [
    { level: 'fault', what: `Redis can't be reached: ${causeOf(error, redactor)}`, mend: 'check REDIS_URL' },
  ];
  try {
    const { hasty } = store.connections;
    let last: unknown;
    hasty.on('error', (error) => {
      last = error;
    });
    if (hasty.status !== 'ready') {
      await new Promise<void>((resolve, reject) => {
        hasty.once('ready', resolve);
        setTimeout(() => reject(new Error('no answer in 3 s', { cause: last })), 3000).unref();
      });
    }
    return await redisFindings(hasty, new URL(config.redis.url.reveal()).hostname);
  } catch (error) {
    return fault(error);
  } finally {
    await store.connections.close();
  }
}

async function services(config: Config): Promise<readonly Finding[]> {
  const port = ecs(config).services;
  const findings: Finding[] = [];
  for (const service of config.catalog.services) {
    const read = await port.describe(service);
    findings.push(
      read.ok
        ? {
            level: 'ok',
            what: `${targetName(service)}: ${read.value.running} of ${read.value.desired} tasks running`,
          }
        : {
            level: 'fault',
            what: `${targetName(service)} can't be read`,
            mend: ruleFor(read.fault).sentence,
          },
    );
  }
  return findings;
}
