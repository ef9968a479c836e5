import { ulid } from 'ulid';
import { afterAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/domain/approval/decision.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import type { Taken } from '../../../src/domain/ports/run-signals.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import type { Approval } from '../../../src/domain/run/question.ts';
import { auditReader } from '../../../src/jobs/audit/redis-audit.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import { runReader } from '../../../src/jobs/ledger/reader.ts';
import { runSignals } from '../../../src/jobs/ledger/signals.ts';
import { testStore } from '../../support/store.ts';
import { registry, restartRequest } from '../../support/values.ts';
import { ask, askedOf } from './asking.ts';
import { decideContract } from './decide.suite.ts';
import { memoryLedger } from './memory-ledger.ts';

const { redis, keys, ledger, server } = testStore();
const audit = auditReader(redis, keys);
const intake = runIntake({
  redis,
  keys,
  clock: systemClock,
  limit: 60_000,
  dedupe: 60_000,
  retention: 60_000,
  redactor: redactor({ secrets: [] }),
  enqueue: async () => undefined,
  onFailure: () => undefined,
});
const runs = runReader(redis, keys);
const parts = { ledger, runs, wake: async () => undefined, people: [['U1', 'U1B']] };
const signals = runSignals({ ...parts, clock: systemClock });

afterAll(() => server.cleanup());

decideContract('the ledger on Redis', {
  ledger,
  async accept(request) {
    expect((await intake.accept(request, `key/${request.id}`, [])).kind).toBe('accepted');
  },
});

const memory = memoryLedger(systemClock, 60_000);
decideContract('the ledger in memory', { ledger: memory, accept: async (request) => memory.accept(request) });

/** A run that asks, and what people say to it through the bot's own door. */
async function asking(more: Partial<Approval> = {}) {
  const id = ulid();
  const request = restartRequest(id, { target: { ...registry, ecsService: `asks-${id.toLowerCase()}` } });
  await intake.accept(request, `key/${id}`, []);
  const question = askedOf(request, more);
  await ask(ledger, request.id, question);
  const number = (await ledger.peek(request.id))?.number;
  if (number === undefined) throw new Error('it was not stored');
  const { subject } = question.approval;
  const decide = (user: string, verdict: Verdict = 'approve'): Promise<Taken> =>
    signals.decide(number, { subject, verdict }, { kind: 'slack', team: 'T', user });
  /** What the audit says of it: who decided what. */
  const audited = async (): Promise<string[]> =>
    (await audit.from(1, 10_000)).flatMap(({ entry, number: of }) => {
      const line = JSON.stringify(entry);
      const [, user] = /"user":"(\w+)"/.exec(line) ?? [];
      const [, verdict] = /"verdict":"([\w-]+)"/.exec(line) ?? [];
      return of === number && verdict !== undefined ? [`${verdict} ${user}`] : [];
    });
  const stored = async () =>
    (await ledger.inbox(request.id)).signals.flatMap((signal) =>
      signal.kind === 'decision' ? [`${signal.verdict} ${signal.user}`] : [],
    );
  return { request, number, question, decide, audited, stored };
}

describe('a decision on Redis', () => {
  it('is late by Redis’s own clock, whatever the bot’s says', async () => {
    const [seconds = 0] = (await redis.time()).map(Number);
    const { number, question, stored } = await asking({ until: seconds * 1000 - 1 });
    const slow = runSignals({ ...parts, clock: { now: () => 0 } });
    const { subject } = question.approval;
    const taken = await slow.decide(
      number,
      { subject, verdict: 'approve' },
      { kind: 'slack', team: 'T', user: 'U1' },
    );
    expect(taken).toEqual({ kind: 'late' });
    expect(await stored()).toEqual([]);
  });

  it('counts two accounts of one person once, as the configuration knows them', async () => {
    const { decide, audited } = await asking({ people: 2 });
    expect(await decide('U1')).toMatchObject({ kind: 'taken' });
    expect(await decide('U1B')).toEqual({ kind: 'again' });
    expect(await decide('U2')).toMatchObject({ kind: 'taken' });
    expect(await audited()).toEqual(['approve U1', 'approve U2']);
  });

  it('on what isn’t asked (any more) isn’t taken', async () => {
    const { number, question, stored } = await asking();
    const other = askedOf(restartRequest(ulid())).approval.subject;
    const by = { kind: 'slack', team: 'T', user: 'U1' } as const;
    expect(other).not.toBe(question.approval.subject);
    expect(await signals.decide(number, { subject: other, verdict: 'approve' }, by)).toEqual({
      kind: 'changed',
    });
    expect(await stored()).toEqual([]);
  });

  it('on a question that somebody wrote into Redis isn’t taken for what they saw', async () => {
    const { request, number, question, stored } = await asking();
    const { approval } = question;
    const decided = { ...approval.decided, rows: [{ label: 'Tag', after: 'evil' }] };
    await redis.hset(
      keys.run(request.id),
      'question',
      JSON.stringify({ ...question, approval: { ...approval, decided } }),
    );
    const by = { kind: 'slack', team: 'T', user: 'U1' } as const;
    expect(await signals.decide(number, { subject: approval.subject, verdict: 'approve' }, by)).toEqual({
      kind: 'changed',
    });
    expect(await stored()).toEqual([]);
  });

  it('stands in the audit, or nothing of it is stored', async () => {
    const { request, question, decide, stored, audited } = await asking();
    const { hash } = await audit.head();
    const events = await redis.llen(keys.events(request.id));
    await redis.hdel(keys.auditHead, 'hash');
    await expect(decide('U1')).rejects.toThrow('head of the audit');
    expect(await stored()).toEqual([]);
    expect(await redis.llen(keys.events(request.id))).toBe(events);
    expect(await redis.hget(keys.run(request.id), 'approvedBy')).toBeNull();
    expect((await ledger.peek(request.id))?.question).toEqual(question);
    await redis.hset(keys.auditHead, 'hash', hash);
    expect(await decide('U1')).toEqual({ kind: 'taken', lacks: 0 });
    expect(await audited()).toEqual(['approve U1']);
  });
});

describe('200 decisions at once on Redis', () => {
  /** 100 by one person, 100 by different people, of whom every second says no where they may. */
  const crowd = (decide: (user: string, verdict: Verdict) => Promise<Taken>, no: Verdict) =>
    Promise.all([
      ...Array.from({ length: 100 }, () => decide('U0SAME', 'approve')),
      ...Array.from({ length: 100 }, (_, i) => decide(`U${i + 10}`, i % 2 === 0 ? 'approve' : no)),
    ]);
  const takenOf = (all: readonly Taken[]) => all.filter(({ kind }) => kind === 'taken');

  it('are one where one is needed: in the inbox, in the audit, and of those that were told so', async () => {
    const { decide, stored, audited } = await asking();
    const said = await crowd(decide, 'reject');
    expect(takenOf(said)).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
    expect(await audited()).toEqual(await stored());
  });

  it('are two where two are needed, by two people', async () => {
    const { decide, stored, audited } = await asking({ people: 2 });
    const said = await crowd(decide, 'approve');
    expect(takenOf(said)).toHaveLength(2);
    expect(new Set(await stored()).size).toBe(2);
    expect(await audited()).toEqual(await stored());
  });
});
