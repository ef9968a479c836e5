import { byRun } from '../../domain/audit/by.ts';
import { endEntry, signalEntry } from '../../domain/audit/run-entries.ts';
import { minutes } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Run } from '../../domain/run/run.ts';
import { cancelOf, yieldOf } from '../../domain/run/signal.ts';
import { next } from '../../domain/run/state.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { TurnEnd } from './engine-parts.ts';
import { takenOver } from './safe-point.ts';
import type { Session } from './session.ts';

/** How long another run is given to come to a safe point, and how often it is looked whether it has. */
const PATIENCE_MS = minutes(10);
const LOOK_MS = 1_000;

/** What taking over needs. */
interface TakeOverParts {
  readonly ledger: Ledger;
  readonly wake: (id: Run['request']['id']) => Promise<void>;
}

/**
 * The run's target is another's. Where the operation may take it over, the other is told to stop at its next safe
 * point and waited for: until then it may still be changing something. Otherwise the run ends here, with nothing changed.
 */
export async function meetHolder(
  { ledger, wake }: TakeOverParts,
  operation: Operation,
  session: Session,
  by: Run | undefined,
): Promise<TurnEnd> {
  const holder = by ? `${hash(by.number)} (${by.request.operation})` : 'another run';
  const [first] = operation.steps;
  const { acceptedAt } = session.run;
  if (!by || !first || !operation.spec.takesOver.includes(by.request.operation)) {
    await session.end(refusal(`${holder} holds the service. Try again when it's over.`));
    return { kind: 'over' };
  }
  const cancel = cancelOf(session.signals);
  if (cancel) {
    await session.end({ kind: 'cancelled', reason: `<@${cancel.user}> cancelled it. Nothing was changed.` });
    return { kind: 'over' };
  }
  if (session.now() - acceptedAt > PATIENCE_MS) {
    await session.end(
      refusal(
        `${holder} holds the service and came to no safe point for 10 minutes. Answer or cancel it, then try again. Nothing was changed.`,
      ),
    );
    return { kind: 'over' };
  }
  await askToYield({ ledger, wake }, session, by);
  const remark = `Taking over from ${hash(by.number)}, which stops at its next safe point`;
  const waiting = await session.wait(first.id, LOOK_MS, 'timer', { remark });
  return waiting === 'waiting' ? { kind: 'later', inMs: LOOK_MS } : { kind: 'later', inMs: 0 };
}

const refusal = (reason: string): Outcome => ({ kind: 'rejected', reason });

/** Asks once. A parked run takes no signal, and has nothing to finish: it ends at once. */
async function askToYield({ ledger, wake }: TakeOverParts, session: Session, by: Run): Promise<void> {
  const { id } = by.request;
  const { signals } = await ledger.inbox(id);
  if (yieldOf(signals)) return;
  const at = session.now();
  const { number, request } = session.run;
  const signal = { kind: 'yield', at, by: number, operation: request.operation } as const;
  const sent = await ledger.signal(id, signal, undefined, [signalEntry(id, signal, byRun(session.run))]);
  if (sent === 'sent') await wake(id).catch(() => undefined);
  if (sent === 'parked') await endParked(ledger, id, takenOver({ signals: [signal] }, IN_DOUBT), at);
}

const IN_DOUBT = 'What it asked stays unanswered: whether ECS did it is seen from what runs.';

async function endParked(
  ledger: Ledger,
  id: Run['request']['id'],
  outcome: Outcome | undefined,
  at: number,
): Promise<void> {
  const parked = await ledger.peek(id);
  const state = parked && outcome && next(parked.state, { kind: 'end', outcome, at });
  if (!state || !outcome) return;
  await ledger.write(
    id,
    { parked: true },
    {
      state,
      events: [{ kind: 'end', at, outcome }],
      audit: [endEntry(parked, outcome)],
      remark: '',
      due: 'never',
    },
  );
}
