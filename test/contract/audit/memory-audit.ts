import { type AuditLine, GENESIS, linkHash, placeOf } from '../../../src/domain/audit/chain.ts';
import type { AuditEntry } from '../../../src/domain/audit/entry.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { AuditNotes, AuditReader, AuditWriter } from '../../../src/domain/ports/audit.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { seal, sha256 } from '../../../src/jobs/audit/sealed.ts';

/** The audit without Redis, on the test's own clock. */
export interface MemoryAudit extends AuditWriter, AuditReader, AuditNotes {
  /** What was written, the oldest first. */
  entries(): readonly unknown[];
}

/** An empty one. Notes are written at once. */
export function memoryAudit(clock: Clock): MemoryAudit {
  const lines: AuditLine[] = [];
  const safe = redactor({ secrets: ['hunter2hunter2'] });
  const add = (entry: AuditEntry): AuditLine => {
    const { entry: text } = seal(entry, safe);
    const { seq, hash: prev } = lines.at(-1) ?? GENESIS;
    const place = { seq: seq + 1, at: clock.now(), prev };
    const line: AuditLine = {
      ...place,
      hash: linkHash(place, sha256(text), sha256),
      entry: JSON.parse(text),
    };
    lines.push(line);
    return line;
  };
  return {
    append: async (entry) => add(entry),
    note: (entry) => void add(entry),
    entries: () => lines.map(({ entry }) => entry),
    newest: async (limit, before = Number.POSITIVE_INFINITY) =>
      lines
        .filter(({ seq }) => seq < before)
        .slice(-limit)
        .reverse(),
    from: async (seq, limit) => lines.filter((line) => line.seq >= seq).slice(0, limit),
    head: async () => {
      const last = lines.at(-1);
      return last ? placeOf(last) : GENESIS;
    },
    anchor: async () => GENESIS,
    repaired: async () => GENESIS,
  };
}
