import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../src/domain/clock.ts';
import { holdName, type NewHold } from '../../../src/domain/hold/hold.ts';
import type { Scope } from '../../../src/domain/hold/scope.ts';
import type { Holds } from '../../../src/domain/ports/holds.ts';
import { StackName } from '../../../src/domain/target/service.ts';

/** The holds under test, and their clock. */
export interface HoldsUnderTest {
  readonly holds: Holds;
  now(): EpochMs;
  /** Resolves when the clock of the holds is past that. */
  past(at: EpochMs): Promise<void>;
}

const one = { kind: 'slack', team: 'T1', user: 'U1' } as const;
const another = { kind: 'slack', team: 'T1', user: 'U2' } as const;

/** A request of its own. */
const anew = (): string => ulid();

/** What all holds promise. */
export function holdsContract(name: string, { holds, now, past }: HoldsUnderTest): void {
  let stacks = 0;
  /** A scope that no other test knows. */
  const aScope = (): Scope => {
    stacks += 1;
    return { kind: 'stack', stack: StackName.parse(`stack-${stacks}`) };
  };
  const freeze = (scope: Scope, more: Partial<NewHold & { kind: 'freeze' }> = {}): NewHold => ({
    kind: 'freeze',
    scope,
    reason: 'peak "sales" – <!channel> €',
    by: one,
    until: now() + 60_000,
    ...more,
  });
  const lock = (scope: Scope): NewHold => ({ kind: 'lock', scope, reason: 'rolled back', by: one });
  const standing = (hold: NewHold) => holds.standing([holdName(hold)]);

  describe(`${name}: a hold`, () => {
    it('stands as it was asked for, since now, and is found by its name and among all', async () => {
      for (const hold of [freeze(aScope()), lock(aScope())]) {
        const before = now();
        const placed = await holds.place(hold, anew());
        const found = await standing(hold);
        expect(placed).toEqual({ kind: 'placed', hold: found[0] });
        expect(found).toEqual([{ ...hold, since: found[0]?.since }]);
        expect(found[0]?.since).toBeGreaterThanOrEqual(before);
        expect(await holds.all()).toContainEqual(found[0]);
      }
    });

    it('is another of each kind and each scope', async () => {
      const scope = aScope();
      await holds.place(freeze(scope), anew());
      expect(await standing(lock(scope))).toEqual([]);
      expect(await standing(freeze(aScope()))).toEqual([]);
      await holds.place(lock(scope), anew());
      const names = [holdName(lock(scope)), holdName(freeze(aScope())), holdName(freeze(scope))];
      expect((await holds.standing(names)).map(({ kind }) => kind)).toEqual(['lock', 'freeze']);
    });

    it('is told among all the oldest first', async () => {
      const scopes = [aScope(), aScope(), aScope()];
      for (const scope of scopes) {
        await holds.place(lock(scope), anew());
        await past(now());
      }
      const told = (await holds.all())
        .map(({ scope }) => scope)
        .filter((scope) => scopes.some((s) => JSON.stringify(s) === JSON.stringify(scope)));
      expect(told).toEqual(scopes);
    });

    it('is gone once it is lifted, by whomever, and can’t be lifted again', async () => {
      const scope = aScope();
      const placed = await holds.place(freeze(scope), anew());
      const hold = placed.kind === 'placed' ? placed.hold : undefined;
      expect(await holds.lift('lock', scope, anew())).toEqual({ kind: 'none' });
      expect(await holds.lift('freeze', scope, anew())).toEqual({ kind: 'lifted', hold });
      expect(await standing(freeze(scope))).toEqual([]);
      expect(await holds.lift('freeze', scope, anew())).toEqual({ kind: 'none' });
    });
  });

  describe(`${name}: the end of a freeze`, () => {
    it('is kept by the store’s own clock: then it stands no more, and there is nothing to lift', async () => {
      const hold = freeze(aScope(), { until: now() + 200 });
      await holds.place(hold, anew());
      expect(await standing(hold)).toHaveLength(1);
      await past(now() + 200);
      expect(await standing(hold)).toEqual([]);
      expect((await holds.all()).map(holdName)).not.toContain(holdName(hold));
      expect(await holds.lift('freeze', hold.scope, anew())).toEqual({ kind: 'none' });
      expect((await holds.place(freeze(hold.scope), anew())).kind).toBe('placed');
    });

    it('is never in the past when it begins', async () => {
      const hold = freeze(aScope(), { until: now() - 1 });
      expect(await holds.place(hold, anew())).toEqual({ kind: 'over' });
      expect(await standing(hold)).toEqual([]);
    });
  });

  describe(`${name}: a hold where one stands already`, () => {
    it('takes its place when the same person asks, be it shorter or longer', async () => {
      const scope = aScope();
      await holds.place(freeze(scope), anew());
      const [was] = await standing(freeze(scope));
      const shorter = freeze(scope, { until: now() + 30_000, reason: 'over soon' });
      const placed = await holds.place(shorter, anew());
      const [hold] = await standing(shorter);
      expect(placed).toEqual({ kind: 'replaced', hold, was });
      expect(hold).toMatchObject({ reason: 'over soon' });
    });

    it('takes its place when somebody else’s is longer; nobody makes another’s freeze or lock less', async () => {
      const scope = aScope();
      const until = now() + 60_000;
      await holds.place(freeze(scope, { until }), anew());
      const [first] = await standing(freeze(scope));
      for (const no of [until, until - 1])
        expect(await holds.place(freeze(scope, { by: another, until: no }), anew())).toEqual({
          kind: 'standing',
          hold: first,
        });
      const longer = await holds.place(freeze(scope, { by: another, until: until + 1 }), anew());
      expect(longer).toMatchObject({ kind: 'replaced', was: first, hold: { by: another, until: until + 1 } });
      await holds.place(lock(scope), anew());
      expect(await holds.place({ ...lock(scope), by: another }, anew())).toMatchObject({
        kind: 'standing',
        hold: { by: one },
      });
    });
  });

  describe(`${name}: the same request again`, () => {
    it('changes nothing: a freeze that was lifted stays lifted, and one placed since then stays', async () => {
      const scope = aScope();
      const [placing, lifting] = [anew(), anew()];
      await holds.place(freeze(scope), placing);
      await holds.lift('freeze', scope, lifting);
      expect(await holds.place(freeze(scope), placing)).toEqual({ kind: 'duplicate' });
      expect(await standing(freeze(scope))).toEqual([]);
      await holds.place(freeze(scope), anew());
      expect(await holds.lift('freeze', scope, lifting)).toEqual({ kind: 'duplicate' });
      expect(await standing(freeze(scope))).toHaveLength(1);
    });

    it('counts once, however many come at the same time', async () => {
      const scope = aScope();
      const request = anew();
      const placed = await Promise.all(Array.from({ length: 20 }, () => holds.place(freeze(scope), request)));
      expect(placed.filter(({ kind }) => kind === 'placed')).toHaveLength(1);
      expect(placed.filter(({ kind }) => kind === 'duplicate')).toHaveLength(19);
      const lifted = await Promise.all(Array.from({ length: 20 }, () => holds.lift('freeze', scope, anew())));
      expect(lifted.filter(({ kind }) => kind === 'lifted')).toHaveLength(1);
    });
  });
}
