import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';
import { requestOf } from '../../support/values.ts';
import { effectsOf, oddities } from './audited.ts';
import { mortalEngine as engine } from './mortal-engine.ts';

const operations = await loadOperations();
const answer = { call: 'ecs:UpdateService', detail: '500', requestId: 'req-500' } as const;
const unanswered: Fault = { kind: 'unanswered', ...answer };

/** The writes of a whole restart. */
const whole = engine();
await whole.untilOver();
const writes = Array.from({ length: whole.writes() }, (_, i) => i + 1);

describe('a restart in the audit', () => {
  it('is an effect that begins and happens, and an end, on behalf of whoever asked', async () => {
    const { untilOver, ledger, request } = engine();
    await untilOver();
    expect(ledger.audit()).toMatchObject([
      { kind: 'effect', call: 'ecs:UpdateService', outcome: { kind: 'begun' } },
      { kind: 'effect', outcome: { kind: 'happened', found: 'answer' } },
      { kind: 'end', outcome: { kind: 'succeeded' } },
    ]);
    for (const entry of ledger.audit())
      expect(entry).toMatchObject({ actor: request.actor, origin: { channel: request.origin.channel } });
  });

  it('says a throttle as what didn’t happen, and an unclear answer until reading back tells', async () => {
    const throttled = engine();
    throttled.ecs.failNext('forceNewDeployment', { kind: 'throttled', ...answer });
    await throttled.untilOver();
    expect(effectsOf(throttled.ledger).map((said) => said.split(': ')[1])).toEqual([
      'begun',
      'failed',
      'begun',
      'happened',
    ]);
    const unclear = engine();
    unclear.ecs.failNext('forceNewDeployment', unanswered, 'after');
    await unclear.untilOver();
    expect(unclear.ledger.audit()).toMatchObject([
      { outcome: { kind: 'begun' } },
      { outcome: { kind: 'unclear', fault: { requestId: 'req-500' } } },
      { outcome: { kind: 'happened', found: 'read-back' } },
      { kind: 'end' },
    ]);
  });
});

describe('a worker that dies', () => {
  it.each(operations.current.map(({ spec }) => ({ name: spec.name, spec })))(
    'at any write of a $name leaves entries that can be followed: each effect with one beginning and one end',
    async ({ spec }) => {
      const asked = () => {
        const { operation, version, plan, input } = requestOf(spec, ulid());
        return engine({}, { operation, version, plan, input });
      };
      const undisturbed = asked();
      await undisturbed.untilOver();
      for (let write = 1; write <= undisturbed.writes(); write++) {
        for (const when of ['before', 'after'] as const) {
          const one = asked();
          one.deaths.push({ write, when });
          await one.untilOver();
          expect({ write, when, odd: oddities(one.ledger, one.request.id) }).toEqual({
            write,
            when,
            odd: [],
          });
        }
      }
    },
  );

  it.each(writes)(
    'at write %i, and is cancelled then: the entries can be followed, and end once',
    async (write) => {
      const { untilOver, ledger, request, deaths } = engine();
      deaths.push({ write, when: 'after' });
      await untilOver(() => ledger.signal(request.id, { kind: 'cancel', at: 0, team: 'T', user: 'U' }));
      expect(oddities(ledger, request.id)).toEqual([]);
    },
  );

  it('between its intent and its call has left no trace: said before it begins again', async () => {
    const seen = new Set<string>();
    for (const write of writes) {
      const { untilOver, ledger, deaths, made } = engine();
      deaths.push({ write, when: 'after' });
      await untilOver();
      expect(made()).toBe(1);
      seen.add(
        effectsOf(ledger)
          .map((said) => said.split(': ')[1])
          .join(' '),
      );
    }
    expect(seen).toContain('begun no-trace begun happened');
  });
});

describe('an audit that can’t be written', () => {
  it('keeps the effect from being made: nothing is called before its beginning stands there', async () => {
    for (const write of writes) {
      const { untilOver, ledger, request, deaths, made, ecs } = engine();
      // Each turn dies before anything is written: the ledger writes the audit with the intent, or neither.
      deaths.push(...Array.from({ length: 2 }, (_, i) => ({ write: write + i, when: 'before' as const })));
      await untilOver(async () => {
        const begun = effectsOf(ledger).filter((said) => said.endsWith('begun')).length;
        const called = ecs.calls.filter(({ method }) => method === 'forceNewDeployment').length;
        expect(called).toBeLessThanOrEqual(begun);
      });
      expect(made()).toBeLessThanOrEqual(1);
      expect(oddities(ledger, request.id)).toEqual([]);
    }
  });
});
