import { BY_ITSELF } from '../../domain/audit/by.ts';
import type { AuditEntryOf } from '../../domain/audit/entry.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import { StepId } from '../../domain/ids.ts';
import { SigningFault } from '../../domain/ports/signing.ts';
import type { Claim } from '../ledger/ledger.ts';
import type { EngineParts, TurnEnd } from './engine-parts.ts';
import type { Session } from './session.ts';
import { whatStands } from './what-stands.ts';

/**
 * What becomes of a run that no bot of ours took in: it ends, and changes nothing more. Words for it that only pretend to
 * come from people are told of once, and ignored. Undefined: the request is to be believed.
 */
export async function meetForgery(
  { trust, limits }: Pick<EngineParts, 'trust' | 'limits'>,
  session: Session,
  { seal, forged, doubt }: Pick<Claim, 'seal' | 'forged' | 'doubt'>,
): Promise<TurnEnd | undefined> {
  const entry = (what: readonly string[]): AuditEntryOf<'forgery'> => ({
    kind: 'forgery',
    ...BY_ITSELF,
    run: session.run.request.id,
    what: [...what],
  });
  const step = session.run.step ?? session.run.request.plan[0]?.id ?? StepId.parse('begin');
  const known = session.journal.findLast((one) => one.kind === 'forged')?.words ?? 0;
  const trusted = doubt ? { fault: doubt } : await trustedAs(trust, seal);
  if (typeof trusted === 'object') {
    logFault(session.log, trusted.fault, {}, 'a signature could not be checked');
    const remark = `${ruleFor(trusted.fault).sentence} Whether it is genuine can't be checked without. Trying again.`;
    const waiting = await session.wait(step, limits.retryTo, 'timer', { remark });
    return { kind: 'later', inMs: waiting === 'waiting' ? limits.retryTo : limits.retryFrom };
  }
  if (trusted === 'forged') {
    session.log.error({}, 'a run that no bot signed was refused');
    const reason = `No bot of this Wheelhouse took this request in: its signature is missing or wrong. ${whatStands(session)}`;
    await session.end({ kind: 'rejected', reason }, { audit: [entry(['request'])] });
    return { kind: 'over' };
  }
  if (forged.length <= known) return undefined;
  session.log.error({ forged }, 'words that no bot signed were ignored');
  const at = session.now();
  const text = `Something in the store pretended to be a person's word (${forged.join(', ')}). It isn't signed, and was ignored.`;
  await session.record([{ kind: 'forged', step, at, words: forged.length }], {
    events: [{ kind: 'note', at, step, text }],
    audit: [entry(forged)],
  });
  return undefined;
}

/** Whether a request is to be believed; a fault: that can't be checked now. */
const trustedAs = (
  trust: EngineParts['trust'],
  seal: Claim['seal'],
): Promise<'trusted' | 'forged' | { readonly fault: Fault }> =>
  trust.request(seal).catch((error: unknown) => {
    if (error instanceof SigningFault) return { fault: error.fault };
    throw error;
  });
