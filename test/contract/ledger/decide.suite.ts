import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { StepId } from '../../../src/domain/ids.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import { registry, restartRequest } from '../../support/values.ts';
import { ask, askedOf, handIn } from './asking.ts';
import type { LedgerUnderTest } from './ledger.suite.ts';

/** What every ledger promises of decisions. */
export function decideContract(
  name: string,
  { ledger, accept }: Pick<LedgerUnderTest, 'ledger' | 'accept'>,
): void {
  let services = 0;
  const accepted = async (): Promise<RunRequest> => {
    services += 1;
    const request = restartRequest(ulid(), { target: { ...registry, ecsService: `decide-${services}` } });
    await accept(request);
    return request;
  };
  const asking = async (more: Parameters<typeof askedOf>[1] = {}) => {
    const request = await accepted();
    const question = askedOf(request, more);
    const epoch = await ask(ledger, request.id, question);
    const decide = (
      user: string,
      verdict: 'approve' | 'reject' | 'break-glass' = 'approve',
      rules: Parameters<typeof handIn>[4] = {},
    ) => handIn(ledger, request.id, question, { user, verdict }, rules);
    const stored = async () =>
      (await ledger.inbox(request.id)).signals.map((signal) =>
        signal.kind === 'decision' ? `${signal.verdict} ${signal.user}` : signal.kind,
      );
    return { id: request.id, question, epoch, decide, stored };
  };

  describe(`${name}: a decision`, () => {
    it('closes its question, is in the inbox of its run, and makes the run due', async () => {
      const { id, decide, stored } = await asking();
      expect(await ledger.due(1000)).not.toContain(id);
      expect(await decide('U1')).toBe('sent');
      expect((await ledger.peek(id))?.question).toBeUndefined();
      expect(await stored()).toEqual(['approve U1']);
      expect(await ledger.due(1000)).toContain(id);
    });

    it('comes too late for a closed question, by whomever', async () => {
      const { decide, stored } = await asking();
      await decide('U1');
      expect(await decide('U2')).toBe('not-asked');
      expect(await decide('U2', 'reject')).toBe('not-asked');
      expect(await decide('U1')).toBe('not-asked');
      expect(await stored()).toEqual(['approve U1']);
    });

    it('isn’t taken for another question, nor where there is none', async () => {
      const { decide, stored } = await asking();
      expect(await decide('U1', 'approve', { question: 'approval-other' })).toBe('not-asked');
      expect(await stored()).toEqual([]);
      const request = await accepted();
      expect(await handIn(ledger, request.id, askedOf(request), { user: 'U1' })).toBe('not-asked');
    });

    it('isn’t taken once its time is over', async () => {
      const { id, question, decide, stored } = await asking();
      expect(await decide('U1', 'approve', { until: Date.now() - 1 })).toBe('late');
      expect(await decide('U1', 'reject', { until: Date.now() - 1 })).toBe('late');
      expect(await stored()).toEqual([]);
      expect((await ledger.peek(id))?.question).toEqual(question);
    });

    it('isn’t taken for a run that is over, parked, or that there isn’t', async () => {
      const over = await asking();
      const outcome = { kind: 'expired', reason: 'Nobody decided.' } as const;
      await ledger.write(
        over.id,
        { epoch: over.epoch },
        { state: { status: 'ended', outcome, at: 1 }, due: 'never' },
      );
      expect(await over.decide('U1')).toBe('ended');
      const parked = await asking();
      const doubt = { step: StepId.parse('ask'), question: 'Did it?', evidence: [] };
      await ledger.write(
        parked.id,
        { epoch: parked.epoch },
        { state: { status: 'parked', parked: doubt, since: 1 }, due: 'never' },
      );
      expect(await parked.decide('U1')).toBe('parked');
      const unknown = restartRequest(ulid());
      expect(await handIn(ledger, unknown.id, askedOf(unknown), { user: 'U1' })).toBe('gone');
    });
  });

  describe(`${name}: two people’s consent`, () => {
    it('takes two, and the question stays open until then', async () => {
      const { id, question, decide, stored } = await asking({ people: 2 });
      expect(await decide('U1')).toBe('sent');
      expect((await ledger.peek(id))?.question).toEqual(question);
      expect(await decide('U2')).toBe('sent');
      expect((await ledger.peek(id))?.question).toBeUndefined();
      expect(await decide('U3')).toBe('not-asked');
      expect(await stored()).toEqual(['approve U1', 'approve U2']);
    });

    it('isn’t one person’s twice, under whichever of their accounts', async () => {
      const { decide, stored } = await asking({ people: 2 });
      expect(await decide('U1', 'approve', { person: ['T/U1', 'T/U1B'] })).toBe('sent');
      expect(await decide('U1', 'approve', { person: ['T/U1', 'T/U1B'] })).toBe('again');
      expect(await decide('U1B', 'approve', { person: ['T/U1B', 'T/U1'] })).toBe('again');
      expect(await stored()).toEqual(['approve U1']);
    });

    it('isn’t spoilt by somebody whose name another one’s begins with', async () => {
      const { decide } = await asking({ people: 3 });
      expect(await decide('U12')).toBe('sent');
      expect(await decide('U1')).toBe('sent');
      expect(await decide('U')).toBe('sent');
      expect(await decide('U123')).toBe('not-asked');
    });

    it('is over with one no', async () => {
      const { id, decide, stored } = await asking({ people: 2 });
      await decide('U1');
      expect(await decide('U2', 'reject')).toBe('sent');
      expect((await ledger.peek(id))?.question).toBeUndefined();
      expect(await stored()).toEqual(['approve U1', 'reject U2']);
    });

    it('can be taken back by a no of the same person, and once by the glass', async () => {
      for (const verdict of ['reject', 'break-glass'] as const) {
        const { id, decide, stored } = await asking({ people: 2 });
        await decide('U1');
        expect(await decide('U1', verdict)).toBe('sent');
        expect((await ledger.peek(id))?.question).toBeUndefined();
        expect(await decide('U1', verdict)).toBe('not-asked');
        expect(await stored()).toEqual(['approve U1', `${verdict} U1`]);
      }
    });

    it('begins anew with another question', async () => {
      const { id, question, decide } = await asking({ people: 2 });
      await decide('U1');
      const other = { ...question, key: 'approval-other' };
      await ask(ledger, id, other);
      expect(await handIn(ledger, id, other, { user: 'U1' })).toBe('sent');
      expect((await ledger.peek(id))?.question).toEqual(other);
    });
  });

  describe(`${name}: many decisions at once`, () => {
    const all = async (asked: Awaited<ReturnType<typeof asking>>) => {
      const sent = await Promise.all([
        ...Array.from({ length: 100 }, () => asked.decide('U0SAME')),
        ...Array.from({ length: 100 }, (_, i) => asked.decide(`U${i}`, i % 2 === 0 ? 'approve' : 'reject')),
      ]);
      return sent.filter((one) => one === 'sent').length;
    };

    it('are one where one is needed, whoever says yes or no', async () => {
      const asked = await asking();
      expect(await all(asked)).toBe(1);
      expect(await asked.stored()).toHaveLength(1);
    });

    it('are two where two are needed, by two people', async () => {
      const asked = await asking({ people: 2 });
      const sent = await Promise.all([
        ...Array.from({ length: 100 }, () => asked.decide('U0SAME')),
        ...Array.from({ length: 100 }, (_, i) => asked.decide(`U${i}`)),
      ]);
      expect(sent.filter((one) => one === 'sent')).toHaveLength(2);
      const stored = await asked.stored();
      expect(stored).toHaveLength(2);
      expect(new Set(stored).size).toBe(2);
    });

    it('and an end that heeds them: the run ends undecided, or is decided and goes on', async () => {
      for (let round = 0; round < 20; round++) {
        const { id, decide, stored } = await asking();
        const claim = await claimedAfresh(id);
        const outcome = { kind: 'expired', reason: 'Nobody decided.' } as const;
        const end = ledger.write(
          id,
          { epoch: claim.epoch },
          { state: { status: 'ended', outcome, at: 1 }, heeds: 'signals', due: 'never' },
          claim.seen,
        );
        const pair = round % 2 === 0 ? [end, decide('U1')] : [decide('U1'), end];
        const answers = (await Promise.all(pair)).sort();
        expect([
          ['ended', 'written'],
          ['sent', 'unread'],
        ]).toContainEqual(answers);
        const isDecided = answers.includes('sent');
        expect(await stored()).toHaveLength(isDecided ? 1 : 0);
        expect((await ledger.peek(id))?.state.status === 'ended').toBe(!isDecided);
      }
    });

    /** As its worker has it when it is about to say that the time is over. */
    async function claimedAfresh(id: RunRequest['id']) {
      const { count } = await ledger.inbox(id);
      await ledger.signal(id, 'observation');
      const claim = await ledger.claim(id);
      if (claim.kind !== 'claimed') throw new Error(`expected to claim it, got ${claim.kind}`);
      expect(claim.claim.inbox.count).toBe(count + 1);
      return { epoch: claim.claim.epoch, seen: claim.claim.inbox.count };
    }
  });
}
