import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { hash } from '../../domain/ids.ts';
import type { Step, StepContext } from '../../domain/operation/step.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import { entriesOf, type JournalEntry } from '../../domain/run/journal.ts';
import type { Session } from './session.ts';

/** Kinds of faults after which a person may want to go on without the bot. */
const OUT_OF_REACH: ReadonlySet<Fault['kind']> = new Set(['unreachable', 'unanswered']);

/** Said once a step: AWS can't be reached, and how a person goes on meanwhile. */
export function firstBlind(
  ctx: StepContext<unknown>,
  step: Step<unknown>,
  session: Session,
  fault: Fault | undefined,
): { readonly journal: readonly JournalEntry[]; readonly events: readonly RunEvent[] } {
  const isKnown = entriesOf(session.journal, step.id).some(({ kind }) => kind === 'blind');
  if (!fault || !OUT_OF_REACH.has(fault.kind) || isKnown) return { journal: [], events: [] };
  const at = session.now();
  const commands = [...step.byHand(ctx)];
  const text = `${ruleFor(fault).sentence} ${hash(session.run.number)} goes on by itself as soon as it can.`;
  return {
    journal: [{ kind: 'blind', step: step.id, at, call: fault.call }],
    events: commands.length === 0 ? [] : [{ kind: 'note', at, step: step.id, text, commands }],
  };
}
