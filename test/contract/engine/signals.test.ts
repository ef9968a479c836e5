import fc from 'fast-check';
import { ulid } from 'ulid';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.ts';
import { RunId, StepId } from '../../../src/domain/ids.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { answerOf, cancelOf } from '../../../src/domain/run/signal.ts';
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
  ...([
    'signal',
    'observation',
    'ask',
    'choose',
    'choose-late',
    'wait',
    'claim',
    'record',
    'park',
    'answer',
    'end',
  ] as const),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const cancel = { kind: 'cancel', at: 1, team: 'T', user: 'U' } as const;
const outcome = { kind: 'succeeded', summary: 'done' } as const;
const parked = { step: StepId.parse('ask'), question: 'Did it?', evidence: [] };
const WAITING: RunState = { status: 'waiting', for: 'rollout', until: 0 };
const PARKED: RunState = { status: 'parked', parked, since: 0 };
const QUEUED: RunState = { status: 'queued' };
const ENDED: RunState = { status: 'ended', outcome, at: 0 };

/**
 * Plays a history against a ledger and answers every promise that it broke. What was sent is counted here, not asked
 * of the ledger. `isScheduled` says whether the run has a due time, near or far.
 */
async function play(
  ledger: Ledger,
  id: RunId,
  history: readonly Happening[],
  isScheduled: () => Promise<boolean>,
): Promise<string[]> {
  const broken: string[] = [];
  let sent = 0;
  let cancels = 0;
  /** The engine that claimed the run last, and how many signals it has read. It gives up its claim when it waits or parks. */
  let fence: Fence | undefined;
  let read = 0;
  let over = false;
  /** The questions that were asked, the one that is open, and the answers that were taken. */
  const asked: string[] = [];
  let open: string | undefined;
  const taken = new Map<string, string>();

  const change = (state: RunState, due: number | 'never') =>
    fence ? ledger.write(id, fence, { state, due }, read) : Promise.resolve('fenced' as const);

  /** Somebody answers a question, each time otherwise. Only the open one takes an answer, and only one. */
  async function chooses(question: string): Promise<string | undefined> {
    const answer = `answer-${asked.length}-${sent}`;
    const is = await ledger.signal(id, { kind: 'answer', at: 1, team: 'T', user: 'U', question, answer });
    if (is === 'sent') {
      if (open !== question) return `took an answer to ${question}, which isn't open`;
      sent += 1;
      taken.set(question, answer);
      open = undefined;
      return undefined;
    }
    return is === 'not-asked' && open === question
      ? `took no answer to ${question}, which is open`
      : undefined;
  }

  const play = {
    async ask() {
      if (!fence) return undefined;
      const key = `question-${asked.length}`;
      const question = { key, text: 'Which?', at: 1, choices: [], offers: [] };
      const written = await ledger.write(id, fence, { state: WAITING, question, due: 3_600_000 }, read);
      if (written === 'unread') read = (await ledger.inbox(id)).count;
      if (written !== 'written') return undefined;
      fence = undefined;
      asked.push(key);
      open = key;
      return (await ledger.peek(id))?.question?.key === key ? undefined : 'asks something else';
    },
    async choose() {
      const newest = asked.at(-1);
      return newest === undefined ? undefined : chooses(newest);
    },
    async 'choose-late'() {
      const [oldest] = asked;
      return oldest === undefined ? undefined : chooses(oldest);
    },
    async signal() {
      const is = await ledger.signal(id, cancel);
      if (is !== 'sent') return;
      sent += 1;
      cancels += 1;
    },
    async observation() {
      if ((await ledger.signal(id, 'observation')) === 'sent') sent += 1;
    },
    async claim() {
      const claimed = await ledger.claim(id);
      if (claimed.kind === 'early' && (await ledger.due(1000)).includes(id)) return 'is due, and yet early';
      if (claimed.kind !== 'claimed') return undefined;
      const { epoch, inbox } = claimed.claim;
      fence = { epoch };
      read = inbox.count;
      if (cancels > 0 && !cancelOf(inbox.signals)) return "a claim doesn't see the cancel";
      for (const [question, answer] of taken) {
        if (answerOf(inbox.signals, question)?.answer !== answer) return `a claim doesn't see ${answer}`;
      }
      return read === sent ? undefined : `a claim sees ${read} of ${sent} signals`;
    },
    async wait() {
      // An engine that has ended the run is a zombie that knows better; the others wait only while it is theirs.
      if (!fence) return undefined;
      const expected = over ? 'fenced' : sent > read ? 'unread' : 'written';
      const written = await change(WAITING, 3_600_000);
      if (written === 'written') fence = undefined;
      if (written === 'unread') read = (await ledger.inbox(id)).count;
      return written === expected ? undefined : `to wait was ${written} with ${read} of ${sent} signals read`;
    },
    async record() {
      if (!fence) return undefined;
      const expected = over ? 'fenced' : sent > read ? 'news' : 'written';
      const written = await ledger.write(id, fence, { remark: 'at work', due: 60_000 }, read);
      return written === expected
        ? undefined
        : `a record was ${written} with ${read} of ${sent} signals read`;
    },
    async park() {
      const written = await change(PARKED, 'never');
      if (written !== 'fenced') fence = undefined;
    },
    async answer() {
      await ledger.write(id, { parked: true }, { state: QUEUED, due: 0 });
    },
    async end() {
      await change(ENDED, 'never');
    },
  } satisfies Record<Happening, () => Promise<unknown>>;

  for (const [i, step] of history.entries()) {
    const wrong = await play[step]();
    if (typeof wrong === 'string') broken.push(`${i}: ${wrong}`);

    const status = (await ledger.peek(id))?.state.status;
    if (over && status !== 'ended') broken.push(`${i}: came back from its end as ${status}`);
    over = status === 'ended';
    if (!over && status !== 'parked' && !(await isScheduled()))
      broken.push(`${i}: ${status}, and nobody will look at it`);
    if (status === 'waiting' && sent > read && !(await ledger.due(1000)).includes(id))
      broken.push(`${i}: sleeps through a signal`);
  }
  return broken;
}

describe('whatever happens to a run, in any order', () => {
  it('no signal is slept through, and no run is left without a due time or a human: on Redis', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (history) => {
        const id = RunId.parse(ulid());
        const target = { ...registry, ecsService: id.toLowerCase() };
        await intake.accept(restartRequest(id, { target }), id, []);
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
