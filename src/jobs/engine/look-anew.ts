import type { Fault } from '../../domain/fault/fault.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Step, StepContext } from '../../domain/operation/step.ts';
import { type JournalEntry, outputOf } from '../../domain/run/journal.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { contextOf } from './context.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Session } from './session.ts';

/** What a second look gives: the outputs as they are now, or why there are none yet, or never. */
export type LookedAnew =
  | {
      readonly kind: 'seen';
      readonly journal: readonly JournalEntry[];
      readonly ctx: StepContext<unknown>;
    }
  | { readonly kind: 'not-yet'; readonly remark: string }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'end'; readonly outcome: Outcome };

/**
 * Takes the looks before a step again, each with what the ones before it see now. Nothing is written: `journal` is what
 * would be. Only of use before the run's first effect.
 */
export async function lookAnew(
  parts: Pick<EngineParts, 'ports' | 'clock' | 'pace' | 'policy'>,
  { steps }: Operation,
  step: Step<unknown>,
  session: Pick<Session, 'run' | 'journal' | 'signals' | 'now'>,
): Promise<LookedAnew> {
  const fresh: JournalEntry[] = [];
  const ctxOf = (one: Step<unknown>): StepContext<unknown> =>
    contextOf(
      parts,
      {
        run: session.run,
        signals: session.signals,
        now: () => session.now(),
        journal: [...session.journal, ...fresh],
      },
      one,
    );
  for (const one of steps) {
    if (one.id === step.id) break;
    if (one.kind !== 'look' || outputOf(session.journal, one.id) === undefined) continue;
    const looked = await one.look(ctxOf(one));
    switch (looked.kind) {
      case 'next':
        fresh.push({ kind: 'done', step: one.id, at: session.now(), output: looked.output });
        break;
      case 'again':
        return { kind: 'not-yet', remark: looked.remark };
      case 'do':
        return { kind: 'not-yet', remark: looked.errand.title };
      // No look before the first change stands at a hook.
      case 'cross':
        return { kind: 'not-yet', remark: looked.meanwhile.remark };
      case 'passed':
        return { kind: 'not-yet', remark: looked.how };
      case 'fault':
        return { kind: 'fault', fault: looked.fault };
      case 'end':
        return { kind: 'end', outcome: looked.outcome };
    }
  }
  return { kind: 'seen', journal: fresh, ctx: ctxOf(step) };
}
