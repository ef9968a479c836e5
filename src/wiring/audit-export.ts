import type { Config } from '../config/config.ts';
import { lineText, placeOf } from '../domain/audit/chain.ts';
import { causeOf } from '../domain/fault/cause.ts';
import { auditReader } from '../jobs/audit/redis-audit.ts';
import { keysOf } from '../jobs/ledger/keys.ts';
import { connect } from '../jobs/ledger/redis.ts';
import { redactorOf } from './redactor.ts';

const PAGE = 500;
/** Nobody waits at a terminal for a Redis that is away. */
const PATIENCE_MS = 10_000;

/** Writes every entry as a line, the oldest first. Answers why it couldn't; undefined: it is whole. */
export async function exportAudit(
  config: Config,
  write: (text: string) => void,
): Promise<string | undefined> {
  const redactor = redactorOf(config);
  const connections = connect(config.redis.url.reveal(), PATIENCE_MS, () => undefined);
  const { hasty } = connections;
  try {
    if (hasty.status !== 'ready') await readyIn(hasty, PATIENCE_MS);
    const audit = auditReader(hasty, keysOf(config.redis.keyspace));
    const head = await audit.head();
    let last = await audit.anchor();
    for (;;) {
      const page = await audit.from(last.seq + 1, PAGE);
      for (const line of page) write(`${lineText(line)}\n`);
      const [end] = page.slice(-1);
      if (!end) break;
      last = placeOf(end);
    }
    return last.seq < head.seq
      ? `the audit's newest entry is ${head.seq}, and what Redis holds ends with ${last.seq}: somebody cut it off`
      : undefined;
  } catch (error) {
    return `the audit can't be read: ${causeOf(error, redactor)}`;
  } finally {
    await connections.close();
  }
}

/** Resolves once the connection is there. */
function readyIn(redis: { once(event: 'ready', heard: () => void): unknown }, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Redis gave no answer')), ms);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
