import type { Config } from '../config/config.ts';
import { lineText, placeOf } from '../domain/audit/chain.ts';
import { auditReader } from '../jobs/audit/redis-audit.ts';
import { withRedis } from './redis-at-hand.ts';

const PAGE = 500;

/** Writes every entry as a line, the oldest first. Answers why it couldn't; undefined: it is whole. */
export async function exportAudit(
  config: Config,
  write: (text: string) => void,
): Promise<string | undefined> {
  const exported = await withRedis(config, async (redis, keys) => {
    const audit = auditReader(redis, keys);
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
  });
  return exported.ok ? exported.value : `the audit can't be read: ${exported.fault}`;
}
