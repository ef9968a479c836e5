import type { Decision } from '../approval/decision.ts';
import type { Outcome } from '../run/outcome.ts';
import type { Run, RunRequest } from '../run/run.ts';
import type { Signal } from '../run/signal.ts';
import { lockName, targetName } from '../target/service.ts';
import { type By, byRun } from './by.ts';
import type { AuditEntryOf, AuditOrigin } from './entry.ts';

/** A run was accepted. */
export const acceptedEntry = (request: RunRequest): AuditEntryOf<'request'> => ({
  kind: 'request',
  ...byRun({ request }),
  asked: {
    operation: request.operation,
    version: request.version,
    target: targetName(request.target),
    thing: lockName(request.target),
    input: request.input,
    ...(request.reason === undefined ? {} : { reason: request.reason }),
  },
  outcome: { kind: 'accepted', run: request.id },
});

/** A run ended; where a person ended it, by that person. */
export const endEntry = (
  run: Pick<Run, 'request'>,
  outcome: Outcome,
  by: By = byRun(run),
): AuditEntryOf<'end'> => ({ kind: 'end', ...by, run: run.request.id, outcome });

/** A run was sent something, and took it. Another run that takes over does so on behalf of whoever asked for that one. */
export const signalEntry = (
  run: Run['request']['id'],
  signal: Exclude<Signal, { readonly kind: 'decision' }>,
  by: By,
): AuditEntryOf<'signal'> => ({
  kind: 'signal',
  ...by,
  run,
  signal: signal.kind,
  ...(signal.kind === 'answer' ? { said: signal.answer } : {}),
  ...(signal.kind === 'yield' ? { said: `#${signal.by} ${signal.operation}` } : {}),
});

/** Somebody decided on what a run was about to do. */
export const decisionEntry = (
  run: Run['request']['id'],
  { subject, verdict, reason }: Decision,
  by: By,
): AuditEntryOf<'decision'> => ({
  kind: 'decision',
  ...by,
  run,
  subject,
  verdict,
  ...(reason === undefined ? {} : { reason }),
});

/** Who sent a signal that a person sent. */
export const byPerson = (
  { team, user }: { readonly team: string; readonly user: string },
  origin: AuditOrigin,
): By => ({ actor: { kind: 'slack', team, user }, origin });
