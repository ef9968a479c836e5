import { ulid } from 'ulid';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.ts';
import { RunNumber } from '../../../src/domain/ids.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import type { AloneReview } from '../../../src/domain/review/review.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import { redisReviews } from '../../../src/jobs/reviews/redis-reviews.ts';
import { testStore } from '../../support/store.ts';
import { restartRequest } from '../../support/values.ts';
import { memoryLedger } from './memory-ledger.ts';
import { reviewContract } from './review.suite.ts';

const { redis, keys, ledger, server } = testStore();
afterAll(() => server.cleanup());
const nothingSecret = redactor({ secrets: [] });
const intake = runIntake({
  redis,
  keys,
  clock: systemClock,
  limit: 60_000,
  dedupe: 60_000,
  retention: 60_000,
  redactor: nothingSecret,
  enqueue: async () => undefined,
  onFailure: () => undefined,
});
const reviews = redisReviews(redis, keys, { redactor: nothingSecret });

reviewContract('the ledger on Redis', {
  ledger,
  async accept(request) {
    expect((await intake.accept(request, `key/${request.id}`, [])).kind).toBe('accepted');
  },
  open: () => reviews.open(),
});

const memory = memoryLedger(systemClock, 60_000);
reviewContract('the ledger in memory', {
  ledger: memory,
  accept: async (request) => memory.accept(request),
  open: async () => memory.reviews(),
});

describe('a review on Redis', () => {
  it('opens with the end or not at all: where the audit can’t be written, neither is', async () => {
    const request = restartRequest(ulid());
    await intake.accept(request, `key/${request.id}`, []);
    const claim = await ledger.claim(request.id);
    if (claim.kind !== 'claimed') throw new Error('it was not claimed');
    const { run, epoch } = claim.claim;
    const outcome = { kind: 'succeeded', summary: 'done' } as const;
    const review: AloneReview = {
      kind: 'alone',
      run: run.request.id,
      number: RunNumber.parse(run.number),
      operation: 'restart',
      target: 'prod-us-east-1/registry',
      change: 'restart',
      requester: run.request.actor,
      at: 1,
      channel: 'C0CHANGES',
    };
    const end = () =>
      ledger.write(
        request.id,
        { epoch },
        {
          state: { status: 'ended', outcome, at: 1 },
          review,
          audit: [{ kind: 'end', actor: { kind: 'system' }, origin: {}, run: request.id, outcome }],
          due: 'never',
        },
      );
    const begun = {
      kind: 'signal',
      actor: { kind: 'system' },
      origin: {},
      run: request.id,
      signal: 'yield',
    } as const;
    await ledger.write(request.id, { epoch }, { audit: [begun], due: 0 });
    const hash = (await redis.hget(keys.auditHead, 'hash')) ?? '';
    await redis.hdel(keys.auditHead, 'hash');
    await expect(end()).rejects.toThrow('audit');
    expect((await reviews.open()).some((one) => 'run' in one && one.run === request.id)).toBe(false);
    expect((await ledger.peek(request.id))?.state.status).toBe('running');
    await redis.hset(keys.auditHead, 'hash', hash);
    expect(await end()).toBe('written');
    expect((await reviews.open()).filter((one) => 'run' in one && one.run === request.id)).toEqual([review]);
  });
});
