import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { NewHold } from '../../../src/domain/hold/hold.ts';
import type { Operation } from '../../../src/domain/operation/operation.ts';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';
import { registry, requestOf } from '../../support/values.ts';
import { mortalEngine as engine } from './mortal-engine.ts';

/** A freeze of what the registry is in, longer than any restart. */
const peakSales: NewHold = {
  kind: 'freeze',
  scope: { kind: 'environment', environment: 'production' },
  reason: 'peak sales',
  by: { kind: 'slack', team: 'T', user: 'U' },
  until: Date.UTC(2026, 10, 22),
};

const operations = await loadOperations();

/** An engine at work on an operation, with the least input. */
const engineOf = ({ spec }: Operation) => {
  const { operation, version, plan, input } = requestOf(spec, ulid());
  return engine({}, { operation, version, plan, input });
};

/** Every operation there is, with what a run of it does that nothing disturbs. */
const all = await Promise.all(
  operations.current.map(async (operation) => {
    const whole = engineOf(operation);
    await whole.untilOver();
    const [end] = whole.ends();
    return { name: operation.spec.name, operation, boundaries: whole.writes(), made: whole.made(), end };
  }),
);
const boundaries = all.find(({ name }) => name === 'restart')?.boundaries ?? 0;

it('a restart that nothing disturbs asks ECS once', () => {
  expect(all.find(({ name }) => name === 'restart')).toMatchObject({
    made: 1,
    end: { outcome: { kind: 'succeeded' } },
  });
});

describe.each(all)('a worker that dies at any write of a $name', ({ operation, boundaries, made, end }) => {
  const outcome = end?.kind === 'end' ? end.outcome.kind : 'none';

  it.each(
    Array.from({ length: boundaries }, (_, i) => i + 1).flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )(
    '($when write $write) leaves what a whole run leaves: its effects once, its one end, no lock',
    async (death) => {
      const one = engineOf(operation);
      one.deaths.push(death);
      expect(await one.untilOver()).toBe(1);
      expect(one.made()).toBe(made);
      expect(one.ends()).toMatchObject([{ outcome: { kind: outcome } }]);
      expect(one.ledger.holderOf(one.request)).toBeUndefined();
    },
  );

  it('twice in a row, at every pair of neighbouring writes: the same', async () => {
    for (let write = 1; write < boundaries; write++) {
      const one = engineOf(operation);
      one.deaths.push({ write, when: 'before' }, { write: write + 1, when: 'after' });
      await one.untilOver();
      expect({ write, made: one.made(), ends: one.ends().length }).toEqual({ write, made, ends: 1 });
    }
  });
});

describe('an effect whose answer was not clear', () => {
  const unanswered: Fault = { kind: 'unanswered', call: 'ecs:UpdateService', detail: '500' };
  const throttled: Fault = { kind: 'throttled', call: 'ecs:UpdateService', detail: 'slow down' };

  it('is followed when ECS did it', async () => {
    const { untilOver, made, ends, ecs } = engine();
    ecs.failNext('forceNewDeployment', unanswered, 'after');
    await untilOver();
    expect(made()).toBe(1);
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
  });

  it('parks the run with its lock when no trace appears, and is not tried again by itself', async () => {
    const { untilOver, made, ends, ecs, ledger, request } = engine();
    ecs.failNext('forceNewDeployment', unanswered, 'before');
    await untilOver();
    expect((await ledger.peek(request.id))?.state).toMatchObject({ status: 'parked' });
    expect(ecs.calls.filter(({ method }) => method === 'forceNewDeployment')).toHaveLength(1);
    expect([made(), ends().length, ledger.holderOf(request)]).toEqual([0, 0, request.id]);
  });

  it('is tried again when it certainly did not happen: a throttle', async () => {
    const { untilOver, made, ends, ecs } = engine();
    ecs.failNext('forceNewDeployment', throttled);
    ecs.failNext('forceNewDeployment', throttled);
    await untilOver();
    expect(made()).toBe(1);
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
  });
});

describe('a cancel, at any write of a restart', () => {
  it.each(Array.from({ length: boundaries }, (_, i) => i + 1))(
    '(%i) ends the run once and truthfully',
    async (write) => {
      const { untilOver, made, ends, ledger, request, deaths } = engine();
      // The process dies there; the cancel comes before the next one takes over.
      deaths.push({ write, when: 'after' });
      await untilOver(() => ledger.signal(request.id, { kind: 'cancel', at: 0, team: 'T', user: 'U' }));
      const [end, ...more] = ends();
      expect(more).toEqual([]);
      const outcome = end?.kind === 'end' ? end.outcome : undefined;
      if (outcome?.kind === 'cancelled') {
        expect(outcome.reason).toContain(
          made() > 0 ? 'ECS goes on with the deployment' : 'Nothing was changed',
        );
      } else {
        expect(outcome?.kind).toBe('succeeded');
      }
      expect(made()).toBeLessThanOrEqual(1);
      expect(ledger.holderOf(request)).toBeUndefined();
    },
  );
});

describe('a switch to read-only, at any write of a restart', () => {
  it.each(Array.from({ length: boundaries }, (_, i) => i + 1))(
    '(%i) lets nothing more be done to ECS, and what was done be followed to its end',
    async (write) => {
      const { untilOver, made, ends, ledger, request, deaths, switchTo } = engine();
      deaths.push({ write, when: 'after' });
      let madeBefore = 0;
      await untilOver(async () => {
        madeBefore = made();
        switchTo('read-only');
      });
      expect(made()).toBe(madeBefore);
      const rejected = {
        kind: 'rejected',
        reason:
          "Wheelhouse is in read-only mode now, so it didn't ask ECS for new tasks. Nothing was changed.",
      };
      expect(ends()).toMatchObject([{ outcome: madeBefore === 0 ? rejected : { kind: 'succeeded' } }]);
      expect(ledger.holderOf(request)).toBeUndefined();
    },
  );
});

describe('a freeze that comes after the run was accepted, at any write of a restart', () => {
  it.each(Array.from({ length: boundaries }, (_, i) => i + 1))(
    '(%i) ends it while nothing was changed, with who and why; what was changed already is followed to its end',
    async (write) => {
      const { untilOver, made, ends, ledger, request, deaths, holds } = engine();
      deaths.push({ write, when: 'after' });
      let madeBefore = 0;
      await untilOver(async () => {
        madeBefore = made();
        await holds.place(peakSales, 'freeze');
      });
      expect(made()).toBe(madeBefore);
      const rejected = { kind: 'rejected', reason: 'Nothing was changed.', stoppedBy: [peakSales] };
      expect(ends()).toMatchObject([{ outcome: madeBefore === 0 ? rejected : { kind: 'succeeded' } }]);
      expect(ledger.holderOf(request)).toBeUndefined();
    },
  );

  it('and is lifted before the effect leaves the run as it was', async () => {
    const { untilOver, made, ends, deaths, holds } = engine();
    deaths.push({ write: 1, when: 'after' });
    await untilOver(async () => {
      await holds.place(peakSales, 'freeze');
      await holds.lift('freeze', peakSales.scope, 'unfreeze');
    });
    expect([made(), ends()]).toMatchObject([1, [{ outcome: { kind: 'succeeded' } }]]);
  });
});

describe('how a restart ends', () => {
  const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };
  const endOf = async (made: ReturnType<typeof engine>) => {
    await made.untilOver();
    return made.ends().map((event) => (event.kind === 'end' ? event.outcome : undefined));
  };

  it('rolled back by the circuit breaker, with why the tasks stopped', async () => {
    const it = engine({ breaker: 'rolls-back' });
    it.world.script(key, { kind: 'image-pull' });
    const [outcome] = await endOf(it);
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      by: 'breaker',
      reason: expect.stringContaining('CannotPullContainerError'),
    });
  });

  it('gave up after the limit while ECS goes on, when nothing stops a rollout that fails', async () => {
    const it = engine();
    it.world.script(key, { kind: 'crash' });
    const [outcome] = await endOf(it);
    expect(outcome).toMatchObject({
      kind: 'gave-up',
      reason: expect.stringContaining('ECS goes on with it'),
    });
    const notes = it.ledger.eventsOf(it.request.id).filter((event) => event.kind === 'note');
    expect(notes).toHaveLength(1);
    expect(notes).toMatchObject([{ text: expect.stringContaining('no circuit breaker') }]);
  });

  it('failed with the missing permission named, and nothing changed', async () => {
    const it = engine();
    it.ecs.failNext('forceNewDeployment', {
      kind: 'denied',
      call: 'ecs:UpdateService',
      action: 'ecs:UpdateService',
      detail: '',
    });
    const [outcome] = await endOf(it);
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/lacks `ecs:UpdateService`.*Nothing was changed/),
    });
    expect(it.made()).toBe(0);
  });

  it('failed for a service that is scaled to 0, is rolling, or is not there: nothing changed', async () => {
    const none = engine({ desired: 0 });
    expect(await endOf(none)).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('scaled to 0') },
    ]);

    const rolling = engine();
    rolling.world.update(key, { force: true });
    expect(await endOf(rolling)).toMatchObject([
      { kind: 'failed', next: expect.stringContaining('--force') },
    ]);

    const missing = engine({ service: 'another' });
    expect(await endOf(missing)).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('AWS knows no') },
    ]);
    expect([none.made(), rolling.made(), missing.made()]).toEqual([0, 0, 0]);
  });
});
