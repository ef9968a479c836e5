import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DurationMs } from '../../domain/clock.ts';
import { RunId } from '../../domain/ids.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import { JournalEntry } from '../../domain/run/journal.ts';
import type { Run } from '../../domain/run/run.ts';
import { next, type RunState } from '../../domain/run/state.ts';
import type { Keys } from './keys.ts';
import { readLines, readRun } from './run-record.ts';
import { claim as claimScript } from './scripts/claim.ts';
import { keep as keepScript } from './scripts/keep.ts';
import { dueMembers } from './scripts/notices-and-leases.ts';
import { write as writeScript } from './scripts/write.ts';

/** A run that this process alone may write to, until somebody raises the epoch again. */
export interface Claim {
  readonly run: Run;
  readonly epoch: number;
  readonly journal: readonly JournalEntry[];
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
  readonly state?: RunState;
  readonly step?: string;
  readonly progress?: Run['progress'];
  readonly remark?: string;
  /** Until the run must be looked at again; `never` for a run that has ended or is parked. */
  readonly due: DurationMs | 'never';
}

/** Whose write it is: the claimant's of an epoch, or whoever finds the run parked. */
export type Fence = { readonly epoch: number } | { readonly parked: true };

/** The store of runs, for the engine. Every method throws where Redis can't be reached. */
export interface Ledger {
  peek(id: RunId): Promise<Run | undefined>;
  claim(id: RunId): Promise<Claimed>;
  /** `fenced`: somebody else has claimed the run, or it has ended; nothing was written. */
  write(id: RunId, fence: Fence, change: Change): Promise<'written' | 'fenced'>;
  /** Says that the claimant is alive. False: somebody else has claimed the run. */
  keep(id: RunId, epoch: number): Promise<boolean>;
  /** Unfinished runs that should have been looked at by now. */
  due(limit: number): Promise<readonly RunId[]>;
}

const ClaimAnswer = z.union([
  z.tuple([z.literal('claimed'), z.number()]),
  z.tuple([z.literal('held'), z.number(), RunId]),
  z.tuple([z.literal('early'), z.coerce.number()]),
  z.tuple([z.enum(['closed', 'gone'])]),
]);

const RUNNING = JSON.stringify(next({ status: 'queued' }, { kind: 'claim' }));

/** The ledger on Redis. `lease`: how long a claimed run may be silent; `retention`: how long an ended one is kept. */
export function redisLedger(
  redis: Redis,
  keys: Keys,
  times: { readonly lease: DurationMs; readonly retention: DurationMs },
): Ledger {
  const peek = async (id: RunId) => readRun(await redis.hgetall(keys.run(id)));

  async function readClaim(id: RunId, epoch: number): Promise<Claim> {
    const run = await peek(id);
    if (!run) throw new Error(`run ${id} vanished while it was claimed`);
    const journal = readLines(await redis.lrange(keys.journal(id), 0, -1), JournalEntry);
    return { run, epoch, journal };
  }

  return {
    peek,
    async claim(id) {
      const raw = await claimScript.run(
        redis,
        [keys.run(id), keys.due, keys.notices],
        [id, times.lease, RUNNING, keys.changes],
      );
      const answer = ClaimAnswer.parse(raw);
      switch (answer[0]) {
        case 'claimed':
          return { kind: 'claimed', claim: await readClaim(id, answer[1]) };
        case 'held':
          return { kind: 'held', claim: await readClaim(id, answer[1]), by: await peek(answer[2]) };
        case 'early':
          return { kind: 'early', inMs: answer[1] };
        case 'closed':
        case 'gone':
          return { kind: 'closed' };
      }
    },
    async write(id, fence, change) {
      const { state, step, progress, remark } = change;
      const set = {
        ...(state ? { state: JSON.stringify(state), status: state.status } : {}),
        ...(step === undefined ? {} : { step }),
        ...(progress === undefined ? {} : { progress: JSON.stringify(progress) }),
        ...(remark === undefined ? {} : { remark }),
      };
      const body = {
        when:
          'epoch' in fence ? { field: 'epoch', is: String(fence.epoch) } : { field: 'status', is: 'parked' },
        journal: (change.journal ?? []).map((entry) => JSON.stringify(entry)),
        events: (change.events ?? []).map((event) => JSON.stringify(event)),
        set,
        due: change.due === 'never' ? -1 : change.due,
        ended: state?.status === 'ended',
        retention: times.retention,
      };
      const answer = await writeScript.run(
        redis,
        [keys.run(id), keys.journal(id), keys.events(id), keys.due, keys.notices, keys.told(id)],
        [id, JSON.stringify(body), keys.changes],
      );
      return z.enum(['written', 'fenced']).parse(answer);
    },
    async keep(id, epoch) {
      return (await keepScript.run(redis, [keys.run(id), keys.due], [id, epoch, times.lease])) === 1;
    },
    async due(limit) {
      return z.array(RunId).parse(await dueMembers.run(redis, [keys.due], [limit]));
    },
  };
}
