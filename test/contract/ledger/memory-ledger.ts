import type { AuditEntry } from '../../../src/domain/audit/entry.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import { type RunId, RunNumber, StepId } from '../../../src/domain/ids.ts';
import type { Review } from '../../../src/domain/review/review.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import type { JournalEntry } from '../../../src/domain/run/journal.ts';
import type { Run, RunRequest } from '../../../src/domain/run/run.ts';
import type { Signal } from '../../../src/domain/run/signal.ts';
import { lockName } from '../../../src/domain/target/service.ts';
import type { Claim, Ledger } from '../../../src/jobs/ledger/ledger.ts';

/** The ledger without Redis, on the test's own clock. What it keeps survives any number of engines. */
export interface MemoryLedger extends Ledger {
  accept(request: RunRequest): void;
  eventsOf(id: RunId): readonly RunEvent[];
  journalOf(id: RunId): readonly JournalEntry[];
  holderOf(request: RunRequest): RunId | undefined;
  /** What the audit says of all runs, oldest first. */
  audit(): readonly AuditEntry[];
  /** The reviews that ends have opened, oldest first. */
  reviews(): readonly Review[];
  /** Whether the run has a due time, near or far. */
  isScheduled(id: RunId): boolean;
}

interface Kept {
  run: Run;
  epoch: number;
  signals: number;
  readonly inbox: Signal[];
  /** Who has consented, by question. */
  readonly consents: Map<string, readonly string[]>;
  /** What opens when the run ends. */
  review: Review | undefined;
  readonly journal: JournalEntry[];
  readonly events: RunEvent[];
}

/** Makes an empty one. `lease` as in the real one. */
export function memoryLedger(clock: Clock, lease: number): MemoryLedger {
  const runs = new Map<RunId, Kept>();
  const due = new Map<RunId, number>();
  const locks = new Map<string, RunId>();
  const once = new Set<string>();
  const audit: AuditEntry[] = [];
  const reviews: Review[] = [];

  const claimOf = (kept: Kept): Claim =>
    structuredClone({
      run: kept.run,
      epoch: kept.epoch,
      journal: kept.journal,
      inbox: { count: kept.signals, signals: kept.inbox },
      seal: { text: JSON.stringify(kept.run.request) },
      forged: [],
    });

  return {
    accept(request) {
      const run: Run = {
        request,
        number: RunNumber.parse(runs.size + 1),
        acceptedAt: clock.now(),
        state: { status: 'queued' },
        revision: 1,
      };
      runs.set(request.id, {
        run,
        epoch: 0,
        signals: 0,
        inbox: [],
        consents: new Map(),
        review: undefined,
        journal: [],
        events: [],
      });
      due.set(request.id, clock.now());
    },
    eventsOf: (id) => runs.get(id)?.events ?? [],
    journalOf: (id) => runs.get(id)?.journal ?? [],
    holderOf: (request) => locks.get(lockName(request.target)),
    audit: () => audit,
    reviews: () => reviews,
    isScheduled: (id) => due.has(id),
    peek: async (id) => structuredClone(runs.get(id)?.run),
    async claim(id) {
      const kept = runs.get(id);
      if (!kept || kept.run.state.status === 'ended' || kept.run.state.status === 'parked')
        return { kind: 'closed' };
      const early = (due.get(id) ?? 0) - clock.now();
      if (kept.run.state.status === 'waiting' && early > 0) return { kind: 'early', inMs: early };
      kept.epoch += 1;
      kept.run = { ...kept.run, state: { status: 'running' }, revision: kept.run.revision + 1 };
      due.set(id, clock.now() + lease);
      const lock = lockName(kept.run.request.target);
      const holder = locks.get(lock);
      if (holder !== undefined && holder !== id) {
        return { kind: 'held', claim: claimOf(kept), by: structuredClone(runs.get(holder)?.run) };
      }
      locks.set(lock, id);
      return { kind: 'claimed', claim: claimOf(kept) };
    },
    async write(id, fence, change, seen = Number.MAX_SAFE_INTEGER) {
      const kept = runs.get(id);
      const passes =
        kept && ('epoch' in fence ? kept.epoch === fence.epoch : kept.run.state.status === 'parked');
      if (!kept || !passes || kept.run.state.status === 'ended') return 'fenced';
      const news = kept.signals > seen;
      if (news && (change.state?.status === 'waiting' || change.heeds)) return 'unread';
      if (change.once !== undefined && once.has(change.once)) return 'fenced';
      if (change.once !== undefined) once.add(change.once);
      audit.push(...structuredClone([...(change.audit ?? [])]));
      kept.journal.push(...structuredClone([...(change.journal ?? [])]));
      kept.events.push(...structuredClone([...(change.events ?? [])]));
      const { state, step, leftOut, progress, remark, question, review } = change;
      if (review !== undefined) kept.review = review === 'none' ? undefined : review;
      if (state?.status === 'ended' && kept.review) reviews.push(kept.review);
      kept.run = {
        ...kept.run,
        ...(state ? { state } : {}),
        ...(step === undefined ? {} : { step: StepId.parse(step) }),
        ...(leftOut ? { leftOut: [...leftOut] } : {}),
        ...(progress ? { progress } : {}),
        ...(remark === undefined ? {} : { remark }),
        ...(question === undefined ? {} : { question: question === 'none' ? undefined : question }),
        revision: kept.run.revision + 1,
      };
      if (change.due === 'never') due.delete(id);
      else due.set(id, clock.now() + change.due);
      const lock = lockName(kept.run.request.target);
      if (state?.status === 'ended' && locks.get(lock) === id) locks.delete(lock);
      return news ? 'news' : 'written';
    },
    async keep(id, epoch) {
      const kept = runs.get(id);
      if (kept?.epoch !== epoch || kept.run.state.status !== 'running') return false;
      due.set(id, clock.now() + lease);
      return true;
    },
    async inbox(id) {
      const kept = runs.get(id);
      return structuredClone({ count: kept?.signals ?? 0, signals: kept?.inbox ?? [] });
    },
    async signal(id, signal, event, entries = []) {
      const kept = runs.get(id);
      if (!kept) return 'gone';
      const { status } = kept.run.state;
      if (status === 'ended' || status === 'parked') return status;
      if (signal !== 'observation' && signal.kind === 'answer') {
        if (kept.run.question?.key !== signal.question) return 'not-asked';
        kept.run = { ...kept.run, question: undefined };
      }
      kept.signals += 1;
      audit.push(...entries);
      if (event) kept.events.push(event);
      if (signal !== 'observation') kept.inbox.push(signal);
      if (status === 'waiting') due.set(id, clock.now());
      return 'sent';
    },
    async decide(id, decision, { question, person, until, closes }, event, entries) {
      const kept = runs.get(id);
      if (!kept) return 'gone';
      const { status } = kept.run.state;
      if (status === 'ended' || status === 'parked') return status;
      if (kept.run.question?.key !== question) return 'not-asked';
      if (clock.now() > until) return 'late';
      const consents = kept.consents.get(question) ?? [];
      if (closes !== 'at-once' && person.some((one) => consents.includes(one))) return 'again';
      kept.consents.set(question, [...consents, ...person.slice(0, 1)]);
      if (closes === 'at-once' || consents.length + 1 >= closes)
        kept.run = { ...kept.run, question: undefined };
      kept.signals += 1;
      audit.push(...entries);
      kept.events.push(event);
      kept.inbox.push(decision);
      if (status === 'waiting') due.set(id, clock.now());
      return 'sent';
    },
    prune: async () => 0,
    due: async (limit) =>
      [...due]
        .filter(([, at]) => at <= clock.now())
        .map(([id]) => id)
        .slice(0, limit),
  };
}
