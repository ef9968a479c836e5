import { byRun } from '../../domain/audit/by.ts';
import type { AuditEntryOf } from '../../domain/audit/entry.ts';
import type { StepId } from '../../domain/ids.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Step } from '../../domain/operation/step.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import { type JournalEntry, outputOf } from '../../domain/run/journal.ts';
import { dueAtHook } from './due-at-hook.ts';
import type { Session } from './session.ts';

/** That a run went on without the consent that it takes: for its journal, its thread and the audit, in one write. */
export interface Unapproved {
  readonly journal: readonly JournalEntry[];
  readonly events: readonly RunEvent[];
  readonly audit: readonly AuditEntryOf<'unapproved'>[];
}

/** Tells it of what a hook was to hold; `step` tells that hook from every other. */
export function unapproved(session: Session, step: StepId, how: string): Unapproved {
  const at = session.now();
  const { run } = session;
  session.log.warn({ how }, 'went on without an approval');
  return {
    journal: [{ kind: 'unapproved', step, at }],
    events: [
      { kind: 'note', at, step, text: `${how} It went on without an approval: Wheelhouse couldn't stop it.` },
    ],
    audit: [{ kind: 'unapproved', ...byRun(run), run: run.request.id, how }],
  };
}

/**
 * The same of a step that has come to its end though its consent was to be asked for at a hook, and no hook ever held it;
 * undefined: it was asked for, or is told already.
 */
export function neverHeld(
  parts: Parameters<typeof dueAtHook>[0],
  operation: Operation,
  step: Step<unknown>,
  session: Session,
): Unapproved | undefined {
  const { journal } = session;
  const isAwaited = step.kind === 'look' && step.awaits === 'consent';
  if (!isAwaited || !journal.some(({ kind }) => kind === 'deferred')) return undefined;
  const isKnown = journal.some(
    (entry) =>
      entry.kind === 'unapproved' ||
      (entry.kind === 'asked' && entry.hook !== undefined && outputOf(journal, entry.step) !== undefined),
  );
  return isKnown || !dueAtHook(parts, operation, step, session)
    ? undefined
    : unapproved(session, step.id, 'No PAUSE hook held the deployment, or somebody continued it in AWS.');
}
