import type { OutputOf, Step, StepContext } from '../../domain/operation/step.ts';
import { begunAt, outputOf } from '../../domain/run/journal.ts';
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
    output<O>(step: OutputOf<O>): O {
      const found = done(step);
      if (found === undefined)
        throw new Error(`step "${step.id}" has no output yet: it must come earlier in the operation`);
      return found;
    },
  };
}
