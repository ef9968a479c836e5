import { ulid } from 'ulid';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { lineText } from '../../../src/domain/audit/chain.ts';
import { endEntry } from '../../../src/domain/audit/run-entries.ts';
import { verifyChain } from '../../../src/domain/audit/verify.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import type { NewHold } from '../../../src/domain/hold/hold.ts';
import { type RunId, StepId } from '../../../src/domain/ids.ts';
import type { Accepted } from '../../../src/domain/ports/run-intake.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import type { Run, RunRequest } from '../../../src/domain/run/run.ts';
import { StackName } from '../../../src/domain/target/service.ts';
import { auditReader } from '../../../src/jobs/audit/redis-audit.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { redisHolds } from '../../../src/jobs/ledger/holds.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import { runReader } from '../../../src/jobs/ledger/reader.ts';
import { runSignals } from '../../../src/jobs/ledger/signals.ts';
import { testStore } from '../../support/store.ts';
import { registry, restartRequest } from '../../support/values.ts';

const { redis, keys, ledger, server } = testStore();
const safe = redactor({ secrets: [] });
const reader = auditReader(redis, keys);
const runs = runReader(redis, keys);
const holds = redisHolds(redis, keys, { dedupe: 60_000, redactor: safe });
const signals = runSignals({ ledger, runs, clock: systemClock, wake: async () => undefined, people: [] });
const failures: unknown[] = [];
/** Typed where it doesn't belong. */
const SECRET = 'hunter2hunter2';
const intake = runIntake({
  redis,
  keys,
  clock: systemClock,
  limit: 60_000,
  dedupe: 60_000,
  retention: 60_000,
  redactor: redactor({ secrets: [SECRET] }),
  enqueue: async () => undefined,
  onFailure: (_, error) => failures.push(error),
});

afterAll(() => server.cleanup());
beforeEach(() => failures.splice(0));

const by = { kind: 'slack', team: 'T1', user: 'U1' } as const;
const origin = { channel: 'C1', request: 'click/1' };
const ask = StepId.parse('ask');

/** A request for a service of its own. */
const aRequest = (): RunRequest =>
  restartRequest(ulid(), { target: { ...registry, ecsService: `audited-${ulid().toLowerCase()}` } });
const accept = (request: RunRequest, key = ulid()): Promise<Accepted> => intake.accept(request, key, []);
const accepted = async (): Promise<Run> => {
  const request = aRequest();
  await accept(request);
  const run = await ledger.peek(request.id);
  if (!run) throw new Error('it was not stored');
  return run;
};
const claimed = async (id: RunId): Promise<number> => {
  const claim = await ledger.claim(id);
  if (claim.kind !== 'claimed') throw new Error(`expected to claim it, got ${claim.kind}`);
  return claim.claim.epoch;
};
const begun = (run: Run) =>
  ({
    kind: 'effect',
    actor: run.request.actor,
    origin: {},
    run: run.request.id,
    step: ask,
    outcome: { kind: 'begun', intent: { was: 1 } },
  }) as const;
const freeze = (stack: string): NewHold => ({
  kind: 'freeze',
  scope: { kind: 'stack', stack: StackName.parse(stack) },
  reason: 'peak sales',
  by,
  until: Date.now() + 60_000,
});
/** What was added to the audit meanwhile. */
async function added(act: () => Promise<unknown>) {
  const { seq } = await reader.head();
  await act();
  return (await reader.from(seq + 1, 100)).map(({ entry, number }) => ({ entry, number }));
}

it('keeps a secret that somebody typed out of the run and out of its entry, each time', async () => {
  const { target, plan, ...said } = aRequest();
  for (const nth of ['first', 'second']) {
    const id = aRequest().id;
    const reason = `${nth}: the password is ${SECRET}`;
    const typed: RunRequest = { ...said, id, target, plan, reason, input: { reason }, correlation: SECRET };
    expect(await accept(typed)).toMatchObject({ kind: 'accepted' });
    const kept = (await ledger.peek(id))?.request;
    expect(kept).toMatchObject({ target, plan, reason: `${nth}: the password is [secret]` });
    expect(JSON.stringify([await redis.hgetall(keys.run(id)), await reader.newest(1)])).not.toContain(SECRET);
  }
});

describe('what is changed is in the audit by the same script', () => {
  it('a run that is accepted, once: who asked, what was meant, and its number', async () => {
    const request = aRequest();
    const told = await added(async () => {
      await accept(request, 'key/1');
      await accept(request, 'key/1');
    });
    expect(told).toMatchObject([
      {
        entry: {
          kind: 'request',
          actor: request.actor,
          origin: { channel: request.origin.channel },
          asked: { operation: 'restart', target: 'prod-us-east-1/registry' },
          outcome: { kind: 'accepted', run: request.id },
        },
        number: (await ledger.peek(request.id))?.number,
      },
    ]);
  });

  it('an intent and the end of a run, with the run’s number; a fenced writer adds nothing', async () => {
    const run = await accepted();
    const { id } = run.request;
    const old = await claimed(id);
    const epoch = await claimed(id);
    const intent = { kind: 'intent', step: ask, at: 1, intent: { was: 1 } } as const;
    const change = { journal: [intent], audit: [begun(run)], due: 1000 };
    const outcome = { kind: 'succeeded', summary: 'done' } as const;
    const end = { state: { status: 'ended', outcome, at: 1 }, due: 'never' } as const;
    const told = await added(async () => {
      expect(await ledger.write(id, { epoch: old }, change)).toBe('fenced');
      expect(await ledger.write(id, { epoch }, change)).toBe('written');
      await ledger.write(id, { epoch }, { ...end, audit: [endEntry(run, outcome)] });
      expect(await ledger.write(id, { epoch }, { ...end, audit: [endEntry(run, outcome)] })).toBe('fenced');
    });
    expect(told).toEqual([
      { entry: begun(run), number: run.number },
      { entry: endEntry(run, outcome), number: run.number },
    ]);
  });

  it('a cancel of a run, from where it was said, and none of a run that is over', async () => {
    const run = await accepted();
    const told = await added(() => signals.cancel(run.number, by, origin));
    expect(told).toEqual([
      {
        entry: { kind: 'signal', actor: by, origin, run: run.request.id, signal: 'cancel' },
        number: run.number,
      },
    ]);
  });

  it('an answer of a parked run, once, and its end where it is abandoned', async () => {
    const run = await accepted();
    const { id } = run.request;
    const epoch = await claimed(id);
    const parked = { step: ask, question: 'Did it?', evidence: [] };
    await ledger.write(id, { epoch }, { state: { status: 'parked', parked, since: 1 }, due: 'never' });
    const told = await added(async () => {
      await Promise.all(
        Array.from({ length: 5 }, (_, i) => signals.answer(run.number, 'abandon', by, `r/${i}`, origin)),
      );
    });
    expect(told).toMatchObject([
      { entry: { kind: 'signal', signal: 'resume', said: 'abandon', actor: by, origin } },
      { entry: { kind: 'end', outcome: { kind: 'cancelled' }, actor: by } },
    ]);
  });

  it('a freeze and its lifting, each once and by whom', async () => {
    const hold = freeze('audited');
    const told = await added(async () => {
      await holds.place(hold, 'place', origin);
      await holds.place(hold, 'place', origin);
      await holds.lift('freeze', hold.scope, 'lift', { actor: { ...by, user: 'U2' }, origin });
      await holds.lift('freeze', hold.scope, 'lift again', { actor: by, origin });
    });
    const common = { kind: 'hold', hold: 'freeze', scope: hold.scope, origin };
    expect(told.map(({ entry }) => entry)).toMatchObject([
      { ...common, actor: by, outcome: { kind: 'placed', reason: 'peak sales' } },
      { ...common, actor: { user: 'U2' }, outcome: { kind: 'lifted' } },
    ]);
  });
});

it('all of that is one chain', async () => {
  const lines = (await reader.from(1, 1000)).map(lineText);
  expect(verifyChain(lines, sha256, [await reader.head()])).toMatchObject({ kind: 'whole', head: 'matched' });
});

describe('where the audit can’t be written', () => {
  it('nothing is: no run is accepted, no intent stored, no signal sent, no freeze placed or lifted', async () => {
    const run = await accepted();
    const { id } = run.request;
    const epoch = await claimed(id);
    const standing = freeze('standing');
    await holds.place(standing, 'standing');
    const { hash } = await reader.head();
    await redis.hdel(keys.auditHead, 'hash');

    const request = aRequest();
    expect(await accept(request, 'key/spoilt')).toEqual({ kind: 'unconfirmed' });
    expect(failures).toHaveLength(1);
    expect(await ledger.peek(request.id)).toBeUndefined();

    const intent = { kind: 'intent', step: ask, at: 1, intent: {} } as const;
    const change = { journal: [intent], audit: [begun(run)], once: 'spoilt', due: 1000 };
    await expect(ledger.write(id, { epoch }, change)).rejects.toThrow('head of the audit');
    expect(await redis.llen(keys.journal(id))).toBe(0);

    await expect(signals.cancel(run.number, by)).rejects.toThrow();
    expect((await ledger.inbox(id)).signals).toEqual([]);
    await expect(holds.place(freeze('spoilt'), 'spoilt')).rejects.toThrow();
    await expect(holds.lift('freeze', standing.scope, 'spoilt')).rejects.toThrow();
    expect((await holds.all()).map(({ scope }) => scope)).toEqual([standing.scope]);

    await redis.hset(keys.auditHead, 'hash', hash);
    expect(await ledger.write(id, { epoch }, change)).toBe('written');
    expect((await accept(request, 'key/spoilt')).kind).toBe('accepted');
    await holds.lift('freeze', standing.scope, 'spoilt');
    expect(await holds.all()).toEqual([]);
  });

  it('what needs no entry goes on: a run is kept alive, and put to wait', async () => {
    const run = await accepted();
    const epoch = await claimed(run.request.id);
    const { hash } = await reader.head();
    await redis.hdel(keys.auditHead, 'hash');
    expect(await ledger.keep(run.request.id, epoch)).toBe(true);
    const waiting = { status: 'waiting', for: 'timer', until: 1 } as const;
    expect(await ledger.write(run.request.id, { epoch }, { state: waiting, due: 1000 })).toBe('written');
    await redis.hset(keys.auditHead, 'hash', hash);
  });
});
