import type { AuditEntry, AuditEntryOf } from '../../../src/domain/audit/entry.ts';
import type { RunId } from '../../../src/domain/ids.ts';
import type { MemoryLedger } from '../ledger/memory-ledger.ts';

const CLOSED = new Set(['happened', 'failed', 'unclear', 'no-trace', 'not-sent']);

/**
 * What is wrong with a run's entries, in words; nothing where a reader can follow them: no effect begins before the one
 * before has its end, each intent of the journal has its beginning and each beginning its intent, nothing has two ends,
 * and the run ends once, last.
 */
export function oddities(ledger: MemoryLedger, id: RunId): string[] {
  const entries = ledger.audit().filter((entry) => 'run' in entry && entry.run === id);
  const odd: string[] = [];
  let open: string | undefined;
  for (const entry of entries) {
    if (entry.kind !== 'effect') continue;
    const { step, outcome } = entry;
    if (outcome.kind === 'begun') {
      if (open !== undefined) odd.push(`${step} begins while ${open} is open`);
      open = step;
    } else if (CLOSED.has(outcome.kind)) {
      const isSecondThought = open === undefined && outcome.kind === 'happened' && wasUnclear(entries, entry);
      if (open !== step && !isSecondThought) odd.push(`${step} ends (${outcome.kind}) without a beginning`);
      open = undefined;
    }
  }
  const intents = ledger.journalOf(id).filter(({ kind }) => kind === 'intent').length;
  const begun = entries.filter((entry) => entry.kind === 'effect' && entry.outcome.kind === 'begun').length;
  if (intents !== begun) odd.push(`${intents} intents, ${begun} beginnings`);
  const ends = entries.flatMap((entry, at) => (entry.kind === 'end' ? [at] : []));
  if (ends.length > 1 || (ends.length === 1 && ends[0] !== entries.length - 1))
    odd.push(`ends at ${ends.join(', ')} of ${entries.length}`);
  return odd;
}

/** An unclear answer is followed by what reading back found. */
const wasUnclear = (entries: readonly AuditEntry[], { step }: AuditEntryOf<'effect'>): boolean =>
  entries.some((entry) => entry.kind === 'effect' && entry.step === step && entry.outcome.kind === 'unclear');

/** How the effects of a run stand in its entries: `ask: begun`, `ask: happened`. */
export const effectsOf = (ledger: MemoryLedger): string[] =>
  ledger
    .audit()
    .flatMap((entry) => (entry.kind === 'effect' ? [`${entry.step}: ${entry.outcome.kind}`] : []));
