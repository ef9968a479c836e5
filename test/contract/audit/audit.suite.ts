import { describe, expect, it } from 'vitest';
import { GENESIS, lineText, placeOf } from '../../../src/domain/audit/chain.ts';
import type { AuditEntry } from '../../../src/domain/audit/entry.ts';
import { verifyChain } from '../../../src/domain/audit/verify.ts';
import type { AuditReader, AuditWriter } from '../../../src/domain/ports/audit.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';

/** A refusal of somebody, as any test may write it. */
export const aRefusal = (words: string, user = 'U1'): AuditEntry => ({
  kind: 'request',
  actor: { kind: 'slack', team: 'T1', user },
  origin: { channel: 'C1', request: `command/T1/${words}` },
  asked: { words },
  outcome: { kind: 'refused', why: 'not-in-role', said: 'You may not.' },
});

/** What every audit promises. */
export function auditContract(name: string, audit: AuditWriter & AuditReader): void {
  const all = async () => (await audit.from(1, 10_000)).map(lineText);

  describe(`${name}: the audit`, () => {
    it('is empty at first: its head is what stands before everything', async () => {
      expect([await audit.head(), await audit.anchor()]).toEqual([GENESIS, GENESIS]);
      expect([await audit.newest(10), await audit.from(1, 10)]).toEqual([[], []]);
    });

    it('gives each entry the next number, and ties it to the one before', async () => {
      const first = await audit.append(aRefusal('first'));
      const second = await audit.append(aRefusal('second – “é” \u0000 \u{1F512} \ud800'));
      expect(first).toMatchObject({ seq: 1, prev: GENESIS.hash, entry: aRefusal('first') });
      expect(second).toMatchObject({ seq: 2, prev: first.hash });
      expect(await audit.head()).toEqual(placeOf(second));
      expect(verifyChain(await all(), sha256)).toMatchObject({ kind: 'whole', entries: 2 });
    });

    it('is read from the newest back and from the oldest on, by pages', async () => {
      for (const words of ['third', 'fourth', 'fifth']) await audit.append(aRefusal(words));
      const seqs = (lines: readonly { readonly seq: number }[]) => lines.map(({ seq }) => seq);
      expect(seqs(await audit.newest(2))).toEqual([5, 4]);
      expect(seqs(await audit.newest(2, 4))).toEqual([3, 2]);
      expect(seqs(await audit.from(4, 10))).toEqual([4, 5]);
      expect(seqs(await audit.from(2, 2))).toEqual([2, 3]);
    });

    it('holds no secret that somebody typed', async () => {
      await audit.append(aRefusal('restart registry --reason hunter2hunter2'));
      expect((await all()).join('\n')).not.toContain('hunter2');
      expect(verifyChain(await all(), sha256).kind).toBe('whole');
    });
  });
}
