import type { Redis } from 'ioredis';
import { AuditEntry } from '../../../src/domain/audit/entry.ts';
import { auditReader } from '../../../src/jobs/audit/redis-audit.ts';
import { keysOf } from '../../../src/jobs/ledger/keys.ts';
import { waitFor } from '../../support/wait-for.ts';
import { STRANGER } from '../../support/wheelhouse.ts';
import type { Bare } from './ground.ts';

/** What the audit and the bot's metrics say of refusals. */
export function books({ world, bot, command }: Bare, redis: Redis) {
  const reader = auditReader(redis, keysOf(world.redis.keyspace));
  let marks = 0;
  return {
    newest: async (): Promise<number> => (await reader.head()).seq,
    /**
     * The entries after that place. A refusal is written after its answer, in the order of the answers: so one more is
     * provoked, and once that stands there, nothing of before is still to come.
     */
    async since(seq: number): Promise<{ readonly entries: readonly AuditEntry[]; readonly mark: string }> {
      marks += 1;
      const mark = `restart mark-${marks}`;
      await command(mark, STRANGER);
      const isMark = (entry: AuditEntry): boolean => entry.kind === 'request' && entry.asked.words === mark;
      return waitFor(
        async () => {
          const lines = await reader.from(seq + 1, 1_000);
          const entries = lines.map(({ entry }) => AuditEntry.parse(entry));
          const found = entries.find(isMark);
          return found && { entries: entries.filter((entry) => !isMark(entry)), mark: whyOf(found) };
        },
        { what: 'the audit to be written' },
      );
    },
    /** How often the bot has refused something, by why. */
    async counts(): Promise<ReadonlyMap<string, number>> {
      const text = await (await fetch(`${bot.adminUrl}/metrics`)).text();
      const found = text.matchAll(/^wheelhouse_refused_total\{why="([^"]+)"\} (\d+)$/gm);
      return new Map([...found].map(([, why = '', count]) => [why, Number(count)]));
    },
  };
}

/** What an entry says: why something was refused, else what it is. */
export const whyOf = (entry: AuditEntry): string =>
  entry.kind === 'request' && entry.outcome.kind === 'refused' ? entry.outcome.why : `${entry.kind}!`;

/** By how much each count has grown, the mark's own refusal (of this kind) left out. */
export function grown(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  mark: string,
): Record<string, number> {
  const differences = [...after].map(([why, count]) => {
    const marks = why === mark ? 1 : 0;
    return [why, count - (before.get(why) ?? 0) - marks] as const;
  });
  return Object.fromEntries(differences.filter(([, difference]) => difference !== 0));
}
