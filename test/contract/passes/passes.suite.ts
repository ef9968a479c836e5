import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../src/domain/clock.ts';
import type { Passes } from '../../../src/domain/ports/passes.ts';
import type { NewPass } from '../../../src/domain/window/gate.ts';

/** The passes under test, and their clock. */
export interface PassesUnderTest {
  readonly passes: Passes;
  now(): EpochMs;
  /** Resolves when the clock of the passes is past that. */
  past(at: EpochMs): Promise<void>;
}

const one = { kind: 'slack', team: 'T1', user: 'U1' } as const;
const another = { kind: 'slack', team: 'T1', user: 'U2' } as const;

/** What all passes promise. */
export function passesContract(name: string, { passes, now, past }: PassesUnderTest): void {
  let gates = 0;
  /** A pass for a gate that no other test knows. */
  const aPass = (more: Partial<NewPass> = {}): NewPass => {
    gates += 1;
    const gate = { kind: 'window', name: `window-${gates}` } as const;
    return { gate, reason: 'fix "now" – <!channel> €', by: one, until: now() + 60_000, ...more };
  };
  const standing = async ({ gate }: NewPass) =>
    (await passes.all()).filter((pass) => JSON.stringify(pass.gate) === JSON.stringify(gate));

  describe(`${name}: a pass`, () => {
    it('stands as it was asked for, since now', async () => {
      const pass = aPass();
      const before = now();
      const given = await passes.give(pass, ulid());
      const [found, ...more] = await standing(pass);
      expect(given).toEqual({ kind: 'given', pass: found });
      expect([found, more]).toEqual([{ ...pass, since: found?.since }, []]);
      expect(found?.since).toBeGreaterThanOrEqual(before);
    });

    it('ends by itself', async () => {
      const pass = aPass({ until: now() + 40 });
      await passes.give(pass, ulid());
      await past(pass.until);
      expect(await standing(pass)).toEqual([]);
    });

    it('whose end has passed is none', async () => {
      const pass = aPass({ until: now() - 1 });
      expect(await passes.give(pass, ulid())).toEqual({ kind: 'over' });
      expect(await standing(pass)).toEqual([]);
    });

    it('is given once for a request, however often that comes', async () => {
      const pass = aPass();
      const request = ulid();
      await passes.give(pass, request);
      expect(await passes.give({ ...pass, until: pass.until + 9_000 }, request)).toEqual({
        kind: 'duplicate',
      });
      expect(await standing(pass)).toMatchObject([{ until: pass.until }]);
    });

    it('of somebody else takes a later end and no earlier one', async () => {
      const pass = aPass();
      await passes.give(pass, ulid());
      const shorter = { ...pass, by: another, until: pass.until - 1_000 };
      expect(await passes.give(shorter, ulid())).toMatchObject({ kind: 'standing', pass: { by: one } });
      const longer = { ...pass, by: another, until: pass.until + 1_000 };
      expect(await passes.give(longer, ulid())).toMatchObject({
        kind: 'given',
        pass: { by: another },
        was: { by: one },
      });
    });

    it('of one’s own may be made shorter', async () => {
      const pass = aPass();
      await passes.give(pass, ulid());
      const until = pass.until - 1_000;
      expect(await passes.give({ ...pass, until }, ulid())).toMatchObject({ kind: 'given', pass: { until } });
    });
  });
}
