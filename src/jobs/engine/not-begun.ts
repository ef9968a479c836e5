import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import type { EffectStep } from '../../domain/operation/step.ts';
import type { Stop } from '../../domain/window/stop.ts';
import type { PermittedNow } from './permitted-now.ts';
import type { Session } from './session.ts';
import { type EngineLimits, pause, type StepEnd } from './step-end.ts';
import { hasDoneSomething, whatStands } from './what-stands.ts';

/** An effect that isn't begun. */
interface NotBegun {
  readonly step: EffectStep<unknown>;
  readonly session: Session;
  readonly begunAt: number;
  readonly limits: EngineLimits;
}

/** The configuration has been switched to read-only since the run was accepted. */
export function refused({ step, session }: NotBegun): StepEnd {
  const why = `Wheelhouse is in read-only mode now, so it didn't ${step.title}.`;
  return hasDoneSomething(session)
    ? { kind: 'end', outcome: { kind: 'failed', reason: `${why} What was done before stands.` } }
    : { kind: 'end', outcome: { kind: 'rejected', reason: `${why} Nothing was changed.` } };
}

/** Why it isn't done, by what forbids it: the rule is gone, or the person, or it never was so; or it is Wheelhouse itself. */
const WITHHELD: Readonly<Record<Exclude<PermittedNow, 'permitted'>, string>> = {
  withdrawn: "Wheelhouse's configuration doesn't allow this any more for who asked for it",
  'own-service': 'Wheelhouse itself runs as this service, and never operates on itself',
};

/** Nothing in this process's configuration allows it (any more). */
export function withheld({ step, session }: NotBegun, by: keyof typeof WITHHELD): StepEnd {
  const why = `${WITHHELD[by]}, so it didn't ${step.title}.`;
  if (by === 'own-service' && hasDoneSomething(session))
    return { kind: 'end', outcome: { kind: 'failed', reason: `${why} What was done before stands.` } };
  return { kind: 'end', outcome: { kind: 'rejected', reason: `${why} ${prepared(session)}` } };
}

/** The last look wasn't answered: nothing is begun meanwhile, and never where that can't heal. */
export function unseen({ session, step, limits, begunAt }: NotBegun, fault: Fault): StepEnd {
  const { retry, sentence } = ruleFor(fault);
  logFault(session.log, fault, { step: step.id }, 'the last look before an effect failed');
  if (retry === 'never')
    return { kind: 'end', outcome: { kind: 'failed', reason: `${sentence} ${whatStands(session)}` } };
  const after = pause(limits, session.now() - begunAt);
  return {
    kind: 'again',
    after,
    for: 'timer',
    remark: `${sentence} Trying again.`,
    blind: fault,
    events: [],
  };
}

/** Whether a critical alarm rings isn't known: nothing is begun meanwhile, and never where that can't heal. */
export function maybeStopped({ session, step, limits, begunAt }: NotBegun, fault: Fault): StepEnd {
  const { retry, sentence } = ruleFor(fault);
  logFault(session.log, fault, { step: step.id }, 'critical alarms could not be read');
  const why = `Whether a critical alarm rings couldn't be read: ${sentence}`;
  if (retry === 'never')
    return { kind: 'end', outcome: { kind: 'rejected', reason: `${why} ${prepared(session)}` } };
  const after = pause(limits, session.now() - begunAt);
  return { kind: 'again', after, for: 'timer', remark: `${why} Trying again.`, blind: fault, events: [] };
}

/** What stands of a run that is stopped before it has changed what runs. */
const prepared = (session: Session): string =>
  hasDoneSomething(session) ? 'What was prepared stays, and nothing uses it.' : 'Nothing was changed.';

/** Frozen or locked since the run was accepted, or a gate has shut. */
export const stopped = ({ session }: NotBegun, stops: readonly Stop[]): StepEnd => ({
  kind: 'end',
  outcome: { kind: 'rejected', reason: prepared(session), stoppedBy: [...stops] },
});
