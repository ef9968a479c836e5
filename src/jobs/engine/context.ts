import type { StepId } from '../../domain/ids.ts';
import { backId } from '../../domain/operation/crossing.ts';
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
  const has = (step: StepId, kind: JournalEntry['kind']): boolean =>
    entriesOf(journal, step).some((entry) => entry.kind === kind);
  return [...asked].map(([go, hook]) => {
    const back = backId(go);
    if (has(go, 'done') || has(back, 'done') || has(go, 'unapproved')) return { hook, stands: 'over' };
    if (has(back, 'intent')) return { hook, stands: 'going-back' };
    return { hook, stands: has(go, 'intent') ? 'going' : 'open' };
  });
}
