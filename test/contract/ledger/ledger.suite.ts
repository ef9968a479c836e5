import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { type RunId, StepId } from '../../../src/domain/ids.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import type { Ledger } from '../../../src/jobs/ledger/ledger.ts';
import { registry, restartRequest } from '../../support/values.ts';

/** A ledger under test, and how a run gets into it. */
export interface LedgerUnderTest {
  readonly ledger: Ledger;
  accept(request: RunRequest): Promise<void>;
  holderOf(request: RunRequest): Promise<RunId | undefined>;
}

const outcome = { kind: 'succeeded', summary: 'done' } as const;
const ask = StepId.parse('ask');

/** What every ledger promises the engine. */
export function ledgerContract(name: string, { ledger, accept, holderOf }: LedgerUnderTest): void {
  let services = 0;
  const aRequest = (): RunRequest => {
    services += 1;
    return restartRequest(ulid(), { target: { ...registry, ecsService: `contract-${services}` } });
  };
  const accepted = async (request = aRequest()): Promise<RunRequest> => {
    await accept(request);
    return request;
  };
  const claimed = async (id: RunId): Promise<number> => {
    const claim = await ledger.claim(id);
    if (claim.kind !== 'claimed') throw new Error(`expected to claim it, got ${claim.kind}`);
    return claim.claim.epoch;
  };
  const end = (id: RunId, epoch: number) =>
    ledger.write(
      id,
      { epoch },
      { state: { status: 'ended', outcome, at: 1 }, events: [{ kind: 'end', at: 1, outcome }], due: 'never' },
    );

  describe(`${name}: claiming`, () => {
    it('leaves one writer: whoever claimed last. The other is fenced and writes nothing', async () => {
      const { id } = await accepted();
      const first = await claimed(id);
      const second = await claimed(id);
      expect(await ledger.write(id, { epoch: first }, { remark: 'zombie', due: 0 })).toBe('fenced');
      expect(await ledger.keep(id, first)).toBe(false);
      expect(await ledger.write(id, { epoch: second }, { remark: 'mine', due: 0 })).toBe('written');
      expect((await ledger.peek(id))?.remark).toBe('mine');
    });

    it('gives the journal as it was written, to whoever claims next', async () => {
      const { id } = await accepted();
      const epoch = await claimed(id);
      const entry = { kind: 'intent', step: ask, at: 5, intent: { was: ['a', 1] } } as const;
      await ledger.write(id, { epoch }, { journal: [entry], step: ask, due: 1000 });
      const next = await ledger.claim(id);
      expect(next.kind === 'claimed' && next.claim.journal).toEqual([entry]);
    });

    it('finds the lock of another run, and can only end this one; the lock stays with its holder', async () => {
      const { target } = aRequest();
      const [one, two] = [restartRequest(ulid(), { target }), restartRequest(ulid(), { target })];
      await accepted(one);
      await accepted(two);
      await claimed(one.id);
      const held = await ledger.claim(two.id);
      expect(held).toMatchObject({ kind: 'held', by: { request: { id: one.id } } });
      if (held.kind === 'held') await end(two.id, held.claim.epoch);
      expect(await holderOf(one)).toBe(one.id);
    });

    it('comes too early for a run that waits, and says how long', async () => {
      const { id } = await accepted();
      const epoch = await claimed(id);
      await ledger.write(
        id,
        { epoch },
        { state: { status: 'waiting', for: 'timer', until: 1 }, due: 30_000 },
      );
      const early = await ledger.claim(id);
      expect(early.kind).toBe('early');
      expect(early.kind === 'early' && early.inMs).toBeGreaterThan(25_000);
    });
  });

  describe(`${name}: ending`, () => {
    it('releases the lock with the end, and has no exit', async () => {
      const request = await accepted();
      const epoch = await claimed(request.id);
      expect(await holderOf(request)).toBe(request.id);
      expect(await end(request.id, epoch)).toBe('written');
      expect(await holderOf(request)).toBeUndefined();
      expect(await end(request.id, epoch)).toBe('fenced');
      expect(await ledger.claim(request.id)).toEqual({ kind: 'closed' });
      expect(await ledger.due(1000)).not.toContain(request.id);
    });
  });

  describe(`${name}: a question`, () => {
    const question = { key: 'hook-1', text: 'Go on?', at: 1, choices: [], offers: [] };
    const answer = (by: string, to = question.key) =>
      ({ kind: 'answer', at: 2, team: 'T', user: by, question: to, answer: 'continue' }) as const;
    const told = { kind: 'answered', at: 2, user: 'U1', label: 'Continue' } as const;
    const asking = async () => {
      const { id } = await accepted();
      const epoch = await claimed(id);
      const state = { status: 'waiting', for: 'answer', until: 1 } as const;
      await ledger.write(id, { epoch }, { state, question, due: 30_000 });
      return id;
    };

    it('stands with the run until it is answered, and makes the run due then', async () => {
      const id = await asking();
      expect((await ledger.peek(id))?.question).toEqual(question);
      expect(await ledger.signal(id, answer('U1'), told)).toBe('sent');
      expect((await ledger.peek(id))?.question).toBeUndefined();
      const claim = await ledger.claim(id);
      expect(claim.kind === 'claimed' && claim.claim.inbox.signals).toEqual([answer('U1')]);
    });

    it('takes one answer of any number that come at once, and none for another question', async () => {
      const id = await asking();
      expect(await ledger.signal(id, answer('U1', 'hook-2'), told)).toBe('not-asked');
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, i) => ledger.signal(id, answer(`U${i}`), told)),
      );
      expect(all.filter((is) => is === 'sent')).toHaveLength(1);
      expect((await ledger.inbox(id)).signals).toHaveLength(1);
    });

    it('is gone with the end of its run', async () => {
      const { id } = await accepted();
      const epoch = await claimed(id);
      await ledger.write(id, { epoch }, { question, due: 0 });
      await end(id, epoch);
      expect(await ledger.signal(id, answer('U1'), told)).toBe('ended');
    });
  });

  describe(`${name}: being due`, () => {
    it('holds for a run from its acceptance on, and not while it is claimed, waits or is parked', async () => {
      const { id } = await accepted();
      expect(await ledger.due(1000)).toContain(id);
      const epoch = await claimed(id);
      expect(await ledger.due(1000)).not.toContain(id);
      await ledger.write(id, { epoch }, { due: 0 });
      expect(await ledger.due(1000)).toContain(id);
      const parked = { step: ask, question: 'Did it?', evidence: [] };
      await ledger.write(id, { epoch }, { state: { status: 'parked', parked, since: 1 }, due: 'never' });
      expect(await ledger.due(1000)).not.toContain(id);
      expect(await ledger.claim(id)).toEqual({ kind: 'closed' });
    });
  });
}
