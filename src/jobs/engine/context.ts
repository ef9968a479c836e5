import type { AskedHook, OutputOf, Step, StepContext } from '../../domain/operation/step.ts';
import { begunAt, entriesOf, type JournalEntry, outputOf } from '../../domain/run/journal.ts';
import { answerOf } from '../../domain/run/signal.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Session } from './session.ts';

/** What this step gets to see, as of the last write. */
export function contextOf(
  { ports, clock, pace, policy }: Pick<EngineParts, 'ports' | 'clock' | 'pace' | 'policy'>,
  session: Pick<Session, 'run' | 'journal' | 'signals' | 'now'>,
  step: Pick<Step<unknown>, 'id'>,
): StepContext<unknown> {
  const { run } = session;
  const done = <O>(step: OutputOf<O>): O | undefined => {
    const found = outputOf(session.journal, step.id);
    return found && step.output.parse(found.output);
  };
  return {
    run,
    input: run.request.input,
    target: run.request.target,
    ports,
    clock,
    pace,
    policy,
    begunAt: begunAt(session.journal, step.id) ?? session.now(),
    answerTo: (question) => answerOf(session.signals, question),
    done,
    askedHooks: () => askedHooks(session.journal),
    output<O>(step: OutputOf<O>): O {
      const found = done(step);
      if (found === undefined)
        throw new Error(`step "${step.id}" has no output yet: it must come earlier in the operation`);
      return found;
    },
  };
}

/** The hooks about which consent was asked for, each once, as asked last. */
function askedHooks(journal: readonly JournalEntry[]): AskedHook[] {
  const asked = new Map(
    journal.flatMap((entry) =>
      entry.kind === 'asked' && entry.hook ? [[entry.step, entry.hook] as const] : [],
    ),
  );
  return [...asked].map(([step, hook]) => {
    const kinds = new Set(entriesOf(journal, step).map(({ kind }) => kind));
    if (kinds.has('done') || kinds.has('unapproved')) return { hook, stands: 'over' };
    return { hook, stands: kinds.has('intent') ? 'begun' : 'open' };
  });
}
