import type { AuditEntry } from '../../domain/audit/entry.ts';
import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import type { RunId, StepId } from '../../domain/ids.ts';
import type { AloneReview, GlassReview } from '../../domain/review/review.ts';
import type { Watch } from '../../domain/rollout/rollout-view.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { JournalEntry } from '../../domain/run/journal.ts';
import type { Question } from '../../domain/run/question.ts';
import type { Run } from '../../domain/run/run.ts';
import type { Signal } from '../../domain/run/signal.ts';
import type { RunState } from '../../domain/run/state.ts';

/** What a run has been sent: how many signals in all, and those of people, oldest first. */
export interface Inbox {
  readonly count: number;
  readonly signals: readonly Signal[];
}

/** A request as it is stored, to the letter, and what a bot signed it with; absent: nobody did. */
export interface RequestSeal {
  readonly text: string;
  readonly signature?: string;
}

/** A run that this process alone may write to, until somebody raises the epoch again. */
export interface Claim {
  readonly run: Run;
  readonly epoch: number;
  readonly journal: readonly JournalEntry[];
  readonly inbox: Inbox;
  readonly seal: RequestSeal;
  /** Words, by their kinds, that pretended to come from people; they aren't in the journal and the inbox. */
  readonly forged: readonly string[];
  /** Present: whether its words are genuine couldn't be checked, and why. */
  readonly doubt?: Fault;
}

/** What became of a try to claim a run. */
export type Claimed =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Another run holds the lock: this one can only be ended. */
  | { readonly kind: 'held'; readonly claim: Claim; readonly by: Run | undefined }
  /** It waits, and its time hasn't come. */
  | { readonly kind: 'early'; readonly inMs: DurationMs }
  /** Ended, parked or retired: nothing to do. */
  | { readonly kind: 'closed' };

/** One change, written whole or not at all. */
export interface Change {
  readonly journal?: readonly JournalEntry[];
  readonly events?: readonly RunEvent[];
  /** What the audit says of it. Where that can't be written, nothing of the change is. */
  readonly audit?: readonly AuditEntry[];
  readonly state?: RunState;
  readonly step?: string;
  /** Steps before it that weren't needed. */
  readonly leftOut?: readonly StepId[];
  readonly progress?: Run['progress'];
  readonly remark?: string;
  /** What the run asks from now on; `none`: nothing any more. Absent: as before. */
  readonly question?: Question | 'none';
  /** Until the run must be looked at again; `never` for a run that has ended or is parked. */
  readonly due: DurationMs | 'never';
  /** What the run watches from now on while it waits; without it, a change of state ends the watching. */
  readonly watch?: Watch;
  /**
   * The review that opens when the run ends: in the same step where this change ends it. Kept until then where it doesn't,
   * for whoever ends it without a word of it. `none`: none opens.
   */
  readonly review?: AloneReview | 'none';
  /** Refused (`unread`) while a signal is unread: it would be another end if it were read. */
  readonly heeds?: 'signals';
  /** A request that may change runs once only: the second change of the same name is `fenced`. */
  readonly once?: string;
}

/** Whose write it is: the claimant's of an epoch, or whoever finds the run parked. */
export type Fence = { readonly epoch: number } | { readonly parked: true };

/**
 * What became of a write. `news`: it was written, and a signal has come that the writer hasn't read. `fenced`:
 * somebody else has claimed the run, or it has ended. `unread`: the run was to be put to wait, or the change heeds signals, and one has come
 * that the writer hasn't read. Nothing was written in the last two cases.
 */
export type Written = 'written' | 'news' | 'fenced' | 'unread';

/**
 * What became of a signal. `parked`: the run takes only the answer that it is parked for. `not-asked`: the question isn't
 * open any more. Nothing was changed in all cases but `sent`.
 */
export type Sent = 'sent' | 'parked' | 'not-asked' | 'ended' | 'gone';

/** What became of a decision. `again`: that person has consented already; `late`: the time for it is over. */
export type SentDecision = Sent | 'again' | 'late';

/** How a decision is taken in. */
export interface DecisionRules {
  /** The question that it decides, while that is open. */
  readonly question: string;
  /** Names of the person: whoever consented under one of them doesn't consent again. The first is kept. */
  readonly person: readonly string[];
  /** Until when, by the store's clock. */
  readonly until: EpochMs;
  /** Closes the question at once, or when so many people have consented. */
  readonly closes: 'at-once' | number;
  /** Opened and announced in the same step: the glass is broken. */
  readonly review?: GlassReview;
}

/** The store of runs, for the engine. Every method throws where the store can't be reached. */
export interface Ledger {
  peek(id: RunId): Promise<Run | undefined>;
  claim(id: RunId): Promise<Claimed>;
  /** `seen`: how many signals the writer has read; absent: signals don't concern it. */
  write(id: RunId, fence: Fence, change: Change, seen?: number): Promise<Written>;
  /** Says that the claimant is alive. False: somebody else has claimed the run. */
  keep(id: RunId, epoch: number): Promise<boolean>;
  inbox(id: RunId): Promise<Inbox>;
  /**
   * Appends a signal, or counts an observation, and makes the run due, in one step. An answer closes its question in the
   * same step, and the event that tells of it is told: the second one is `not-asked`. What a run was sent is in the audit
   * when it is sent: where that can't be written, nothing is sent.
   */
  signal(
    id: RunId,
    signal: Signal | 'observation',
    event?: RunEvent,
    audit?: readonly AuditEntry[],
  ): Promise<Sent>;
  /**
   * Appends a decision, in one step: in time, to its open question, a consent once for each person. Closes the question as the
   * rules say.
   */
  decide(
    id: RunId,
    decision: Signal,
    rules: DecisionRules,
    event: RunEvent,
    audit: readonly AuditEntry[],
  ): Promise<SentDecision>;
  /** Unfinished runs that should have been looked at by now. */
  due(limit: number): Promise<readonly RunId[]>;
  /** Forgets what has expired. Answers how many runs it took off the index. */
  prune(limit: number): Promise<number>;
}
