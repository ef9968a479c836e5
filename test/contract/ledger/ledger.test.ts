import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { ulid } from 'ulid';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.ts';
import { RunId, RunNumber, StepId } from '../../../src/domain/ids.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import { redisNotices } from '../../../src/jobs/ledger/notices.ts';
import { runReader } from '../../../src/jobs/ledger/reader.ts';
import { runSignals } from '../../../src/jobs/ledger/signals.ts';
import { TIMES, testStore } from '../../support/store.ts';
import { registry, restartRequest } from '../../support/values.ts';
import { ledgerContract } from './ledger.suite.ts';
import { memoryLedger } from './memory-ledger.ts';

const { redis, keys, ledger, server } = testStore();
const enqueued: RunId[] = [];
const enqueue = async (id: RunId): Promise<void> => {
  enqueued.push(id);
};
const intake = runIntake({
  redis,
  keys,
  clock: systemClock,
  limit: 1500,
  dedupe: 60_000,
  retention: 60_000,
  redactor: redactor({ secrets: [] }),
  enqueue,
  onFailure: () => undefined,
});
const reader = runReader(redis, keys);
const signals = runSignals({ ledger, runs: reader, clock: systemClock, wake: enqueue, people: [] });
const notices = redisNotices(redis, server.connect(), keys);
const outcome = { kind: 'succeeded', summary: 'done' } as const;
const person = { kind: 'slack', team: 'T', user: 'U1' } as const;
const ask = StepId.parse('ask');

afterAll(() => server.cleanup());

/** A service of its own for each test, so that locks don't meet. */
let services = 0;
function aRequest(): RunRequest {
  services += 1;
  return restartRequest(ulid(), { target: { ...registry, ecsService: `service-${services}` } });
}

async function accepted(request = aRequest()): Promise<RunRequest> {
  const answer = await intake.accept(request, `key/${request.id}`, []);
  expect(answer.kind).toBe('accepted');
  return request;
}

async function claimed(id: RunId): Promise<number> {
  const claim = await ledger.claim(id);
  if (claim.kind !== 'claimed') throw new Error(`expected to claim it, got ${claim.kind}`);
  return claim.claim.epoch;
}

const end = (id: RunId, epoch: number) =>
  ledger.write(
    id,
    { epoch },
    { state: { status: 'ended', outcome, at: 1 }, events: [{ kind: 'end', at: 1, outcome }], due: 'never' },
  );

describe('accepting', () => {
  it('stores a request once, however often it comes, even all at once', async () => {
    const request = aRequest();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        intake.accept({ ...request, id: RunId.parse(ulid()) }, 'key/same', []),
      ),
    );
    expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'duplicate')).toHaveLength(19);
    expect(new Set(answers.map((answer) => ('number' in answer ? answer.number : undefined))).size).toBe(1);
  });

  it('gives rising numbers, and finds the run by its number', async () => {
    const first = await accepted();
    const second = await accepted();
    const [a, b] = [await ledger.peek(first.id), await ledger.peek(second.id)];
    expect(b?.number).toBeGreaterThan(a?.number ?? Number.POSITIVE_INFINITY);
    expect(a && (await reader.byNumber(a.number))?.request).toEqual(first);
  });

  it('stores nothing while another run holds the service, and names it', async () => {
    const holder = await accepted();
    await claimed(holder.id);
    const second = restartRequest(ulid(), { target: holder.target });
    const number = (await ledger.peek(holder.id))?.number;
    expect(await intake.accept(second, 'key/second', [])).toEqual({
      kind: 'held',
      by: number,
      operation: 'restart',
      stoppedBy: [],
    });
    expect(await ledger.peek(second.id)).toBeUndefined();
    expect((await reader.holderOf(holder.target))?.request.id).toBe(holder.id);
  });

  it('stores nothing that reaches Redis after the deadline', async () => {
    // Between asking Redis for its time and sending the request, ten seconds pass.
    const times = [0, 10_000];
    const stuck = { now: () => times.shift() ?? 10_000 };
    const parts = {
      redis,
      keys,
      clock: stuck,
      limit: 1500,
      dedupe: 60_000,
      retention: 60_000,
      redactor: redactor({ secrets: [] }),
      enqueue,
      onFailure: () => undefined,
    };
    const request = aRequest();
    expect(await runIntake(parts).accept(request, 'key/late', [])).toEqual({ kind: 'unconfirmed' });
    expect(await ledger.peek(request.id)).toBeUndefined();
  });

  it('says "unconfirmed" within its limit when Redis takes the connection and never answers', async () => {
    const deaf = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    const address = deaf.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const unheard = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null });
    try {
      const parts = {
        redis: unheard,
        keys,
        clock: systemClock,
        limit: 100,
        dedupe: 60_000,
        retention: 60_000,
        redactor: redactor({ secrets: [] }),
        enqueue,
        onFailure: () => undefined,
      };
      expect(await runIntake(parts).accept(aRequest(), 'key/deaf', [])).toEqual({ kind: 'unconfirmed' });
    } finally {
      unheard.disconnect();
      deaf.close();
    }
  });
});

ledgerContract('on Redis', {
  ledger,
  accept: async (request) => {
    await accepted(request);
  },
  holderOf: async (request) => (await reader.holderOf(request.target))?.request.id,
});

const memory = memoryLedger(systemClock, TIMES.lease);
ledgerContract('in memory', {
  ledger: memory,
  accept: async (request) => memory.accept(request),
  holderOf: async (request) => memory.holderOf(request),
});

describe('an ended run', () => {
  it('expires with all that was kept of it, what is told afterwards included', async () => {
    const request = await accepted();
    await end(request.id, await claimed(request.id));
    for (const key of [keys.run(request.id), keys.events(request.id)])
      expect(await redis.pttl(key)).toBeGreaterThan(0);
    const main = { place: 0, events: 1 };
    expect(await notices.told(request.id, { version: 0, main, mirror: main })).toBe(true);
    expect(await redis.pttl(keys.told(request.id))).toBeGreaterThan(0);
  });
});

describe('a parked run', () => {
  it('keeps its lock, is due for nobody, and takes exactly one of many answers', async () => {
    const request = await accepted();
    const epoch = await claimed(request.id);
    const parked = { step: ask, question: 'Did it?', evidence: [] };
    await ledger.write(
      request.id,
      { epoch },
      { state: { status: 'parked', parked, since: 1 }, due: 'never' },
    );
    expect(await ledger.due(1000)).not.toContain(request.id);
    expect((await reader.holderOf(request.target))?.request.id).toBe(request.id);

    const number = (await ledger.peek(request.id))?.number ?? RunNumber.parse(1);
    const answers = await Promise.all(
      (['happened', 'abandon', 'did-not-happen', 'happened', 'abandon'] as const).map((a, i) =>
        signals.answer(number, a, person, `${request.id}/${i}`),
      ),
    );
    expect(answers.filter(({ kind }) => kind === 'taken')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'not-parked')).toHaveLength(4);
  });

  it('is ended and releases its lock when it is abandoned', async () => {
    const request = await accepted();
    const epoch = await claimed(request.id);
    const parked = { step: ask, question: 'Did it?', evidence: [] };
    await ledger.write(
      request.id,
      { epoch },
      { state: { status: 'parked', parked, since: 1 }, due: 'never' },
    );
    const number = (await ledger.peek(request.id))?.number ?? RunNumber.parse(1);
    expect(await signals.answer(number, 'abandon', person, request.id)).toEqual({ kind: 'taken' });
    expect((await ledger.peek(request.id))?.state).toMatchObject({
      status: 'ended',
      outcome: { kind: 'cancelled' },
    });
    expect(await reader.holderOf(request.target)).toBeUndefined();
    expect(await signals.answer(RunNumber.parse(999_999), 'happened', person, request.id)).toEqual({
      kind: 'unknown-run',
    });
  });
});

describe('notices', () => {
  const due = async () => (await notices.due(1000)).map(({ id }) => id);

  it('stay until the revision that was told is the present one', async () => {
    const { id } = await accepted();
    const seen = (await notices.read(id))?.run.revision ?? 0;
    const epoch = await claimed(id);
    await notices.settle(id, seen);
    expect(await due()).toContain(id);
    await notices.settle(id, (await notices.read(id))?.run.revision ?? 0);
    expect(await due()).not.toContain(id);
    await ledger.write(id, { epoch }, { remark: 'news', due: 0 });
    expect(await due()).toContain(id);
  });

  it('are put off, except when the run has changed since it was looked at', async () => {
    const { id } = await accepted();
    const seen = (await notices.read(id))?.run.revision ?? 0;
    await claimed(id);
    await notices.postpone(id, seen, 60_000);
    expect(await due()).toContain(id);
    await notices.postpone(id, (await notices.read(id))?.run.revision ?? 0, 60_000);
    expect(await due()).not.toContain(id);
  });

  it('are put off together, each by itself: who has changed stays due, who is over is no hindrance', async () => {
    const [still, changed, other] = [await accepted(), await accepted(), await accepted()];
    await claimed(changed.id);
    const nobody = RunId.parse(ulid());
    await Promise.all([
      notices.postpone(still.id, 1, 60_000),
      notices.postpone(changed.id, 1, 60_000),
      notices.postpone(nobody, 1, 60_000),
      notices.postpone(other.id, 1, 60_000),
    ]);
    const left = await due();
    expect(left).toContain(changed.id);
    for (const id of [still.id, other.id, nobody]) expect(left).not.toContain(id);
  });

  it('are read a page at a time, longest due first, however many there are', async () => {
    const more: RunId[] = [];
    for (let n = 0; n < 60; n += 1) more.push((await accepted()).id);
    const all = await notices.due(1000);
    const mine = all.filter(({ id }) => more.includes(id));
    expect(mine).toHaveLength(60);
    const times = mine.map(({ acceptedAt }) => acceptedAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(await notices.due(all.length - 30)).toEqual(all.slice(0, -30));
  });

  it('of a run that an earlier build accepted are told where it was asked for', async () => {
    const { id, origin } = await accepted();
    await redis.hdel(keys.run(id), 'channel');
    expect((await notices.due(1000)).find((one) => one.id === id)).toMatchObject({ channel: origin.channel });
  });

  it('say how urgent they are without the whole run', async () => {
    const request = await accepted();
    const { id } = request;
    await end(id, await claimed(id));
    const notice = async () => (await notices.due(1000)).find((one) => one.id === id);
    const first = { id, channel: request.origin.channel, untold: 1, state: { status: 'ended' } };
    expect(await notice()).toMatchObject(first);
    expect(await notice()).not.toHaveProperty('shownAt');
    const root = { channel: 'D1', ts: '1.1', digest: 'x', shownAt: 7 };
    const mirror = { place: 0, events: 0 };
    await notices.told(id, { version: 0, main: { place: 1, events: 1, root }, mirror });
    expect(await notice()).toMatchObject({ channel: 'D1', shownAt: 7, untold: 0 });
  });

  it('keep what one teller stores, and refuse the other who read before', async () => {
    const { id } = await accepted();
    const told = (await notices.read(id))?.told ?? {
      version: -1,
      main: { place: 0, events: 0 },
      mirror: { place: 0, events: 0 },
    };
    expect(await notices.told(id, { ...told, main: { place: 0, events: 3 } })).toBe(true);
    expect(await notices.told(id, { ...told, main: { place: 0, events: 1 } })).toBe(false);
    expect((await notices.read(id))?.told).toMatchObject({ version: 1, main: { events: 3 } });
  });

  it('come back for a root of which nobody knows what it shows', async () => {
    const { id } = await accepted();
    const seen = await notices.read(id);
    if (!seen) throw new Error('the run is gone');
    const root = { channel: 'C1', ts: '1.1', digest: 'x', shownAt: 7 };
    await notices.told(id, { ...seen.told, main: { place: 0, events: 0, root } });
    await notices.settle(id, seen.run.revision);
    await notices.doubt(id, 'main');
    expect(await due()).toContain(id);
    expect((await notices.read(id))?.told.main.root).toEqual({ ...root, digest: 'unknown' });
  });
});
