import { endEntry } from '../../domain/audit/run-entries.ts';
import type { Clock, DurationMs, Monotonic } from '../../domain/clock.ts';
import type { StepId } from '../../domain/ids.ts';
import { childLog, type Log, runFields } from '../../domain/ports/log.ts';
import type { AloneReview } from '../../domain/review/review.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { JournalEntry } from '../../domain/run/journal.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Run } from '../../domain/run/run.ts';
import type { Signal } from '../../domain/run/signal.ts';
import { next, type Transition, type WaitReason } from '../../domain/run/state.ts';
import type { Change, Claim, Inbox, Ledger } from '../ledger/ledger.ts';
import type { StepEnd } from './step-end.ts';

/** Thrown inside the engine when another process has claimed the run: this one must stop at once. */
export class Fenced extends Error {
  constructor(run: Run) {
    super(`run #${run.number} was claimed by somebody else`);
    this.name = 'Fenced';
  }
}

/** What a fenced write may carry besides the state, which only the named methods change. */
type Detail = Pick<
  Change,
  'audit' | 'events' | 'journal' | 'leftOut' | 'progress' | 'question' | 'remark' | 'step' | 'watch'
>;

/** A claimed run at work: every method writes through the fence, or throws Fenced. */
export class Session {
  #run: Run;
  #journal: JournalEntry[];
  #inbox: Inbox;
  readonly #ledger: Ledger;
  readonly #epoch: number;
  readonly #clock: Clock;
  readonly #monotonic: Monotonic;
  readonly #lease: DurationMs;
  readonly #reviewOf: (session: Session) => AloneReview | undefined;
  /** Every line names the run and what set it off. */
  readonly log: Log;

  constructor(
    ledger: Ledger,
    claim: Claim,
    parts: {
      readonly clock: Clock;
      readonly monotonic: Monotonic;
      readonly lease: DurationMs;
      readonly log: Log;
      /** What somebody must look at once the run is over; nothing unless told. */
      readonly reviewOf?: (session: Session) => AloneReview | undefined;
    },
  ) {
    this.#ledger = ledger;
    this.#run = claim.run;
    this.#journal = [...claim.journal];
    this.#inbox = claim.inbox;
    this.#epoch = claim.epoch;
    this.#clock = parts.clock;
    this.#monotonic = parts.monotonic;
    this.#lease = parts.lease;
    this.#reviewOf = parts.reviewOf ?? (() => undefined);
    this.log = childLog(parts.log, runFields(claim.run));
  }

  get run(): Run {
    return this.#run;
  }

  get journal(): readonly JournalEntry[] {
    return this.#journal;
  }

  /** What people sent, as of the last write. */
  get signals(): readonly Signal[] {
    return this.#inbox.signals;
  }

  now(): number {
    return this.#clock.now();
  }

  /** For how long something took: the wall clock may be set meanwhile. */
  elapsed(): DurationMs {
    return this.#monotonic.elapsed();
  }

  /** Adds to the journal; the run stays claimed. */
  record(entries: readonly JournalEntry[], detail: Omit<Detail, 'journal'> = {}): Promise<void> {
    return this.#write({ ...detail, journal: entries, due: this.#lease }).then(() => undefined);
  }

  /** Takes back what the run asks, unless a signal has come that it hasn't read: `unread`, and it is read now. */
  async closeQuestion(): Promise<'closed' | 'unread'> {
    const written = await this.#write({ question: 'none', heeds: 'signals', due: this.#lease });
    return written === 'unread' ? 'unread' : 'closed';
  }

  /** Throws Fenced when somebody else has claimed the run. For when time has passed since the last write. */
  async assertMine(): Promise<void> {
    if (!(await this.#ledger.keep(this.#run.request.id, this.#epoch))) throw new Fenced(this.#run);
  }

  /**
   * Gives the run back until later; the worker is free meanwhile. `unread`: a signal has come; it is read now, and
   * the run isn't put to wait.
   */
  async wait(
    step: StepId,
    after: DurationMs,
    reason: WaitReason,
    detail: Detail,
  ): Promise<'waiting' | 'unread'> {
    const transition = { kind: 'wait', for: reason, until: this.now() + after } as const;
    const written = await this.#move(transition, { ...detail, step, due: after });
    return written === 'unread' ? 'unread' : 'waiting';
  }

  /** Asks a human. The lock stays. */
  park(step: StepId, { question, evidence, commands }: Extract<StepEnd, { kind: 'park' }>): Promise<void> {
    const at = this.now();
    const parked = { step, question, evidence: [...evidence] };
    this.log.warn({ step, question, evidence }, 'parked');
    const event: RunEvent = {
      kind: 'question',
      at,
      step,
      text: question,
      evidence: [...evidence],
      ...(commands.length === 0 ? {} : { commands: [...commands] }),
    };
    return this.#move(
      { kind: 'park', parked, at },
      // Whoever abandons it says nothing of a review.
      { step, events: [event], question: 'none', review: this.#reviewOf(this) ?? 'none', due: 'never' },
    ).then(() => undefined);
  }

  /**
   * Ends the run unless a signal has come that would have been heeded: `unread`, and it is read now.
   */
  async endUnlessNews(outcome: Outcome): Promise<'ended' | 'unread'> {
    return (await this.#end(outcome, { heeds: 'signals' })) === 'unread' ? 'unread' : 'ended';
  }

  /** Ends the run and releases its lock, in one script. */
  end(outcome: Outcome, detail: Detail = {}): Promise<void> {
    return this.#end(outcome, detail).then(() => undefined);
  }

  #end(outcome: Outcome, detail: Detail & Pick<Change, 'heeds'>): Promise<'written' | 'news' | 'unread'> {
    const at = this.now();
    this.log.info({ outcome }, 'ended');
    const events: RunEvent[] = [...(detail.events ?? []), { kind: 'end', at, outcome }];
    return this.#move(
      { kind: 'end', outcome, at },
      {
        ...detail,
        events,
        audit: [...(detail.audit ?? []), endEntry(this.#run, outcome)],
        remark: '',
        question: 'none',
        review: this.#reviewOf(this) ?? 'none',
        due: 'never',
      },
    );
  }

  #move(transition: Transition, change: Change): Promise<'written' | 'news' | 'unread'> {
    const state = next(this.#run.state, transition);
    if (!state) throw new Error(`a run that is ${this.#run.state.status} can't ${transition.kind}`);
    return this.#write({ ...change, state });
  }

  async #write(change: Change): Promise<'written' | 'news' | 'unread'> {
    const { id } = this.#run.request;
    const written = await this.#ledger.write(id, { epoch: this.#epoch }, change, this.#inbox.count);
    if (written === 'fenced') throw new Fenced(this.#run);
    if (written === 'news' || written === 'unread') this.#inbox = await this.#ledger.inbox(id);
    if (written === 'unread') return written;
    this.#journal.push(...(change.journal ?? []));
    const { state, leftOut, progress, remark, question } = change;
    this.#run = {
      ...this.#run,
      ...(state ? { state } : {}),
      ...(leftOut ? { leftOut: [...leftOut] } : {}),
      ...(progress ? { progress } : {}),
      ...(remark === undefined ? {} : { remark }),
      ...(question === undefined ? {} : { question: question === 'none' ? undefined : question }),
      revision: this.#run.revision + 1,
    };
    return written;
  }
}
