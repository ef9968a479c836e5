import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { type Silence, type SilenceScope, silenceName } from '../../../src/domain/alarm/silence.ts';
import { lockName } from '../../../src/domain/target/service.ts';
import { fingerprintOf } from '../../support/alarm-values.ts';
import { registry } from '../../support/values.ts';
import type { OpenStore } from './store-under-test.ts';

const by = { kind: 'slack', team: 'T1', user: 'U1' } as const;
const origin = { channel: 'C1', request: 'click/1' };
const alarm: SilenceScope = { kind: 'alarm', fingerprint: fingerprintOf('cpu'), name: 'cpu' };
const service: SilenceScope = { kind: 'service', thing: lockName(registry), name: 'registry' };
const stack: SilenceScope = { kind: 'stack', name: 'prod-us-east-1' };

const aSilence = (
  scope: SilenceScope,
  until: number,
  reason = 'we know – "thanks"',
): Omit<Silence, 'since'> => ({
  scope,
  until,
  by,
  reason,
  channel: 'C1',
});

/** What all silences promise. */
export function silencesContract(name: string, open: OpenStore): void {
  describe(`${name}: a silence`, () => {
    it('stands as it was asked for, since now, the oldest first, each for its scope', async () => {
      const { silences, now, past } = open();
      const before = now();
      for (const scope of [alarm, service, stack]) {
        const asked = aSilence(scope, now() + 60_000);
        const placed = await silences.place(asked, ulid());
        expect(placed).toEqual({ kind: 'silenced', silence: { ...asked, since: expect.any(Number) } });
        await past(now());
      }
      const all = await silences.all();
      expect(all.map(({ scope }) => scope)).toEqual([alarm, service, stack]);
      for (const { since } of all) expect(since).toBeGreaterThanOrEqual(before);
    });

    it('takes the place of another of its scope, be it longer or shorter', async () => {
      const { silences, now } = open();
      const first = await silences.place(aSilence(alarm, now() + 60_000), ulid());
      const was = first.kind === 'silenced' ? first.silence : undefined;
      const second = await silences.place(aSilence(alarm, now() + 30_000, 'shorter'), ulid());
      expect(second).toMatchObject({ kind: 'replaced', was, silence: { reason: 'shorter' } });
      expect(await silences.all()).toMatchObject([{ reason: 'shorter' }]);
    });

    it('isn’t placed where its end has passed', async () => {
      const { silences, now, audit } = open();
      expect(await silences.place(aSilence(alarm, now() - 1), ulid())).toEqual({ kind: 'over' });
      expect(await silences.all()).toEqual([]);
      expect(await audit()).toEqual([]);
    });

    it('is lifted by whomever, once', async () => {
      const { silences, now } = open();
      const placed = await silences.place(aSilence(alarm, now() + 60_000), ulid());
      const silence = placed.kind === 'silenced' ? placed.silence : undefined;
      expect(await silences.lift(stack, ulid(), { actor: by, origin })).toEqual({ kind: 'none' });
      expect(await silences.lift(alarm, ulid(), { actor: by, origin })).toEqual({ kind: 'lifted', silence });
      expect(await silences.lift(alarm, ulid(), { actor: by, origin })).toEqual({ kind: 'none' });
      expect(await silences.all()).toEqual([]);
      expect(await silences.ended()).toEqual([]);
    });

    it('changes once for each request, however often and at the same time it comes', async () => {
      const { silences, now, audit } = open();
      const request = ulid();
      const asked = aSilence(alarm, now() + 60_000);
      const placed = await Promise.all(Array.from({ length: 10 }, () => silences.place(asked, request)));
      expect(placed.filter(({ kind }) => kind === 'silenced')).toHaveLength(1);
      expect(placed.filter(({ kind }) => kind === 'duplicate')).toHaveLength(9);
      const lift = ulid();
      await silences.lift(alarm, lift, { actor: by, origin });
      expect(await silences.place(asked, request)).toEqual({ kind: 'duplicate' });
      await silences.place(asked, ulid());
      expect(await silences.lift(alarm, lift, { actor: by, origin })).toEqual({ kind: 'duplicate' });
      expect(await silences.all()).toHaveLength(1);
      expect(await audit()).toHaveLength(3);
    });

    it('and its lifting stand in the audit: who, what, until when and why', async () => {
      const { silences, now, audit } = open();
      const { until, reason, ...asked } = aSilence(service, now() + 60_000);
      await silences.place({ ...asked, until, reason }, ulid(), origin);
      await silences.lift(service, ulid(), { actor: { ...by, user: 'U2' }, origin });
      expect(await audit()).toEqual([
        { kind: 'alarm', actor: by, origin, outcome: { kind: 'silenced', scope: service, until, reason } },
        {
          kind: 'alarm',
          actor: { ...by, user: 'U2' },
          origin,
          outcome: { kind: 'silence-lifted', scope: service },
        },
      ]);
    });
  });

  describe(`${name}: the end of a silence`, () => {
    it('is kept by the store’s clock: then it stands no more, can’t be lifted, and is taken off once', async () => {
      const { silences, now, past } = open();
      const until = now() + 500;
      await silences.place(aSilence(alarm, until), ulid());
      await silences.place(aSilence(stack, now() + 60_000), ulid());
      expect(await silences.ended()).toEqual([]);
      await past(until);
      expect((await silences.all()).map(({ scope }) => silenceName(scope))).toEqual([silenceName(stack)]);
      expect(await silences.lift(alarm, ulid(), { actor: by, origin })).toEqual({ kind: 'none' });
      expect(await silences.ended()).toMatchObject([{ scope: alarm, until }]);
      await silences.takeEnded(until - 1);
      expect(await silences.ended()).toMatchObject([{ scope: alarm, until }]);
      await silences.takeEnded(until);
      expect(await silences.ended()).toEqual([]);
    });

    it('is told also where another was placed before anybody looked', async () => {
      const { silences, now, past } = open();
      const until = now() + 400;
      await silences.place(aSilence(alarm, until, 'first'), ulid());
      await past(until);
      const next = await silences.place(aSilence(alarm, now() + 60_000, 'second'), ulid());
      expect(next.kind).toBe('silenced');
      expect(await silences.ended()).toMatchObject([{ reason: 'first' }]);
      await silences.takeEnded(until);
      expect(await silences.ended()).toEqual([]);
      expect(await silences.all()).toMatchObject([{ reason: 'second' }]);
    });
  });
}
