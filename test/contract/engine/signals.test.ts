import fc from 'fast-check';
import { ulid } from 'ulid';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.ts';
import { RunId, StepId } from '../../../src/domain/ids.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { cancelOf } from '../../../src/domain/run/signal.ts';
import type { RunState } from '../../../src/domain/run/state.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import type { Fence, Ledger } from '../../../src/jobs/ledger/ledger.ts';
import { testStore } from '../../support/store.ts';
import { registry, restartRequest } from '../../support/values.ts';
import { memoryLedger } from '../ledger/memory-ledger.ts';

const { redis, keys, ledger: onRedis, server } = testStore();
const intake = runIntake({
  redis,
  keys,
  clock: systemClock,
  limit: 1500,
  dedupe: 60_000,
  retention: 60_000,
  redactor: redactor({ secrets: [] }),
  enqueue: async () => undefined,
  onFailure: () => undefined,
});
afterAll(() => server.cleanup());

/** What may happen to a run: its engine's writes, another engine's claim, people and watchers, in any order. */
const happening = fc.constantFrom(
  ...(['signal', 'observation', 'wait', 'claim', 'record', 'park', 'answer', 'end'] as const),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const cancel = { kind: 'cancel', at: 1, team: 'T', user: 'U' } as const;
const outcome = { kind: 'succeeded', summary: 'done' } as const;
const parked = { step: StepId.parse('ask'), question: 'Did it?', evidence: [] };
const WAITING: RunState = { status: 'waiting', for: 'rollout', until: 0 };
const PARKED: RunState = { status: 'parked', parked, since: 0 };
const QUEUED: RunState = { status: 'queued' };
const ENDED: RunState = { status: 'ended', outcome, at: 0 };

/** The statuses in order of no return: a run never comes back from a later group to an earlier one. */
const isOver = (state: RunState | undefined): boolean => state?.status === 'ended';

/**
 * Plays a history against a ledger and answers every promise that it broke. `isScheduled` says whether the run has a
 * due time, near or far.
 */
async function play(
  ledger: Ledger,
  id: RunId,
  history: readonly Happening[],
  isScheduled: () => Promise<boolean>,
): Promise<string[]> {
  const broken: string[] = [];
  let fence: Fence | undefined;
  let seen = 0;
  let cancels = 0;
  let over = false;

  const write = (state: RunState, due: number | 'never') =>
    fence ? ledger.write(id, fence, { state, due }, seen) : Promise.resolve('fenced' as const);

  for (const [i, step] of history.entries()) {
    const claim = step === 'claim' ? await ledger.claim(id) : undefined;
    if (claim?.kind === 'claimed') {
      fence = { epoch: claim.claim.epoch };
      seen = claim.claim.inbox.count;
      if (cancels > 0 && !cancelOf(claim.claim.inbox.signals))
        broken.push(`${i}: a claim doesn't see the cancel`);
    } else if (claim?.kind === 'early' && (await ledger.due(1000)).includes(id)) {
      broken.push(`${i}: due, and yet early`);
    }
    if (step === 'signal' && (await ledger.signal(id, cancel)) === 'sent') cancels += 1;
    if (step === 'observation') await ledger.signal(id, 'observation');
    if (step === 'wait') {
      const running = (await ledger.peek(id))?.state.status === 'running';
      const unread = (await ledger.inbox(id)).count > seen;
      const written = running ? await write(WAITING, 3_600_000) : 'fenced';
      if (written === 'written' && unread) broken.push(`${i}: was put to wait with a signal unread`);
      if (written === 'unread' && !unread) broken.push(`${i}: was refused with nothing unread`);
      if (written === 'written') fence = undefined;
      else seen = (await ledger.inbox(id)).count;
    }
    if (step === 'record' && fence) await ledger.write(id, fence, { remark: 'at work', due: 60_000 }, seen);
    if (step === 'park' && (await write(PARKED, 'never')) !== 'fenced') fence = undefined;
    if (step === 'answer') await ledger.write(id, { parked: true }, { state: QUEUED, due: 0 }, seen);
    if (step === 'end' && (await write(ENDED, 'never')) !== 'fenced') fence = undefined;

    const state = (await ledger.peek(id))?.state;
    if (over && !isOver(state)) broken.push(`${i}: came back from its end as ${state?.status}`);
    over = isOver(state);
    const isHumans = state?.status === 'parked';
    if (!over && !isHumans && !(await isScheduled()))
      broken.push(`${i}: ${state?.status}, and nobody will look at it`);
    const sleepsThrough = state?.status === 'waiting' && (await ledger.inbox(id)).count > seen;
    if (sleepsThrough && !(await ledger.due(1000)).includes(id)) broken.push(`${i}: sleeps through a signal`);
  }
  return broken;
}

describe('whatever happens to a run, in any order', () => {
  it('no signal is slept through, and no run is left without a due time or a human: on Redis', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (history) => {
        const id = RunId.parse(ulid());
        const target = { ...registry, ecsService: id.toLowerCase() };
        await intake.accept(restartRequest(id, { target }), id);
        const isScheduled = async () => (await redis.zscore(keys.due, id)) !== null;
        expect(await play(onRedis, id, history, isScheduled)).toEqual([]);
        await redis.zrem(keys.due, id);
      }),
      { numRuns: 100 },
    );
  });

  it('the same in memory', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (history) => {
        const ledger = memoryLedger(systemClock, 60_000);
        const id = RunId.parse(ulid());
        ledger.accept(restartRequest(id));
        expect(await play(ledger, id, history, async () => ledger.isScheduled(id))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
