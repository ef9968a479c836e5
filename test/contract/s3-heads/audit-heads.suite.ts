import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChainHead } from '../../../src/domain/audit/chain.ts';
import type { AuditHeads } from '../../../src/domain/ports/audit-heads.ts';

/** An implementation of the port, and a way to let its next interval come. */
export interface HeadsUnderTest {
  readonly heads: AuditHeads;
  nextInterval(): void;
  stop(): Promise<void>;
}

/** A head whose hash is made of one digit. */
export const headAt = (seq: number, digit = 'a'): ChainHead => ({ seq, hash: digit.repeat(64) });

/** What every implementation of AuditHeads does. */
export const auditHeadsContract = (make: () => Promise<HeadsUnderTest>): void => {
  let on: HeadsUnderTest;
  beforeEach(async () => {
    on = await make();
  });
  afterEach(() => on.stop());

  it('has nothing before anything was kept', async () => {
    expect(await on.heads.read()).toBeUndefined();
    expect(await on.heads.all()).toEqual([]);
  });

  it('gives the head back that was kept last', async () => {
    expect(await on.heads.write(headAt(3))).toBe('kept');
    expect(await on.heads.read()).toEqual(headAt(3));
    on.nextInterval();
    expect(await on.heads.write(headAt(7, 'b'))).toBe('kept');
    expect(await on.heads.read()).toEqual(headAt(7, 'b'));
    expect(await on.heads.all()).toContainEqual(headAt(7, 'b'));
  });

  it('keeps what is set aside when another head follows', async () => {
    await on.heads.write(headAt(9));
    await on.heads.setAside(headAt(9));
    on.nextInterval();
    await on.heads.write(headAt(12, 'c'));
    expect(await on.heads.read()).toEqual(headAt(12, 'c'));
    expect((await on.heads.all()).toSorted((a, b) => a.seq - b.seq)).toEqual([headAt(9), headAt(12, 'c')]);
  });

  it('sets the same aside twice without losing it', async () => {
    await on.heads.write(headAt(9));
    await on.heads.setAside(headAt(9));
    await on.heads.setAside(headAt(9));
    expect(await on.heads.all()).toContainEqual(headAt(9));
  });
};
