import { byRun } from '../../domain/audit/by.ts';
import type { AuditEntryOf } from '../../domain/audit/entry.ts';
import type { EffectStep } from '../../domain/operation/step.ts';
import type { Session } from './session.ts';

/** What the audit says of a run's effect. Written together with the journal's own line, in one script. */
export const effectEntry = (
  step: Pick<EffectStep<unknown>, 'id' | 'call'>,
  { run }: Pick<Session, 'run'>,
  outcome: AuditEntryOf<'effect'>['outcome'],
): AuditEntryOf<'effect'> => ({
  kind: 'effect',
  ...byRun(run),
  run: run.request.id,
  step: step.id,
  ...(step.call === undefined ? {} : { call: step.call }),
  outcome,
});
