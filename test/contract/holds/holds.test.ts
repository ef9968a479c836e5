import fc from 'fast-check';
import { ulid } from 'ulid';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.ts';
import { holdName, type NewHold } from '../../../src/domain/hold/hold.ts';
import { covers, type Scope, serviceScope } from '../../../src/domain/hold/scope.ts';
import { stoppersOf } from '../../../src/domain/hold/stoppers.ts';
import type { Accepted, RunIntake } from '../../../src/domain/ports/run-intake.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import { redisHolds } from '../../../src/jobs/ledger/holds.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { testStore } from '../../support/store.ts';
import { registry, restartRequest } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { holdsContract } from './holds.suite.ts';
import { memoryHolds } from './memory-holds.ts';

const { redis, keys, ledger, server } = testStore();
const safe = redactor({ secrets: ['hunter2hunter2'] });
const rules = { dedupe: 60_000, redactor: safe };
const holds = redisHolds(redis, keys, rules);
const intakeOn = (connection: typeof redis): RunIntake =>
  runIntake({
    redis: connection,
    keys,
    clock: systemClock,
    // A busy machine may be slow; what a person waits for is not under test here.
    limit: 60_000,
    dedupe: 60_000,
    retention: 60_000,
    redactor: safe,
    enqueue: async () => undefined,
    onFailure: () => undefined,
  });
const intake = intakeOn(redis);

afterAll(() => server.cleanup());

holdsContract('Redis', {
  holds,
  now: () => Date.now(),
  past: (at) => waitFor(() => Date.now() > at, { what: 'time to pass' }).then(() => undefined),
});

let now = Date.UTC(2026, 10, 21, 3, 0, 0);
holdsContract('in memory', {
  holds: memoryHolds({ now: () => now }),
  now: () => now,
  past: async (at) => {
    now = Math.max(now, at) + 1;
  },
});

const by = { kind: 'slack', team: 'T1', user: 'U1' } as const;
const freezeOf = (scope: Scope, until = Date.now() + 60_000): NewHold => ({
  kind: 'freeze',
  scope,
  reason: 'peak sales',
  by,
  until,
});

/** A service of its own, so that tests don't meet. */
const aService = (more: object = {}): ResolvedService =>
  ResolvedService.parse({ ...registry, ecsService: `held-${ulid().toLowerCase()}`, ...more });
const accept = (target: ResolvedService, door = intake): Promise<Accepted> =>
  door.accept(restartRequest(ulid(), { target }), ulid(), stoppersOf(restart.spec, target));

/** Does something after so many turns of the event loop, so that requests reach Redis in ever another order. */
async function delayed<T>(turns: number, act: () => Promise<T>): Promise<T> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
  return act();
}

describe('a run that is asked for', () => {
  it('is refused while its service is frozen, with who, why and until when; nothing is stored', async () => {
    const target = aService();
    const hold = freezeOf(serviceScope(target));
    await holds.place(hold, ulid());
    const stored = await redis.zcard(keys.byTime);
    expect(await accept(target)).toEqual({
      kind: 'stopped',
      stoppedBy: [{ ...hold, since: expect.any(Number) }],
    });
    expect(await redis.zcard(keys.byTime)).toBe(stored);
    expect((await accept(aService())).kind).toBe('accepted');
    await holds.lift('freeze', hold.scope, ulid());
    expect((await accept(target)).kind).toBe('accepted');
  });

  it('is told of the freeze as well where another run holds its service', async () => {
    const target = aService();
    const first = restartRequest(ulid(), { target });
    await intake.accept(first, ulid(), []);
    await ledger.claim(first.id);
    await holds.place(freezeOf(serviceScope(target)), ulid());
    expect(await accept(target)).toMatchObject({ kind: 'held', stoppedBy: [{ reason: 'peak sales' }] });
  });

  it('and was accepted before the freeze is found again by the same request', async () => {
    const target = aService();
    const request = restartRequest(ulid(), { target });
    const ask = () => intake.accept(request, `key/${request.id}`, stoppersOf(restart.spec, target));
    const accepted = await ask();
    await holds.place(freezeOf(serviceScope(target)), ulid());
    expect(await ask()).toMatchObject({ ...accepted, kind: 'duplicate' });
  });

  it('is refused when what stands there can’t be understood', async () => {
    const target = aService();
    const [name = ''] = stoppersOf(restart.spec, target).slice(-1);
    for (const junk of ['not JSON', '{}', '{"kind":"freeze","scope":{"kind":"planet"}}']) {
      await redis.hset(keys.holds, name, junk);
      expect((await accept(target)).kind).toBe('unconfirmed');
    }
    await redis.hdel(keys.holds, name);
  });
});

describe('freezes and requests at the same time', () => {
  it('are one after the other: nothing is accepted after a freeze that isn’t lifted', async () => {
    const doors = Array.from({ length: 4 }, () => intakeOn(server.connect()));
    const elsewhere = redisHolds(server.connect(), keys, rules);
    const seen = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const target = aService();
      const placing = delayed(round % 8, () => elsewhere.place(freezeOf(serviceScope(target)), ulid()));
      const asked = Array.from({ length: 40 }, (_, i) =>
        delayed(i % 8, () => accept(target, doors[i % doors.length])),
      );
      const placed = await placing;
      const since = placed.kind === 'placed' ? placed.hold.since : Number.NaN;
      for (const answer of await Promise.all(asked)) {
        seen.add(answer.kind);
        if (answer.kind === 'accepted')
          expect((await ledger.peek(answer.id))?.acceptedAt).toBeLessThanOrEqual(since);
        else expect(answer).toMatchObject({ kind: 'stopped', stoppedBy: [{ since }] });
      }
      expect((await accept(target)).kind).toBe('stopped');
    }
    expect(seen).toEqual(new Set(['accepted', 'stopped']));
  });

  it('stop exactly the services that are in a freeze, whatever was frozen and lifted before', async () => {
    const stack = `stack-${ulid().toLowerCase()}`;
    const services = ['production', 'staging'].flatMap((environment) =>
      ['one', 'two'].map((name) =>
        aService({ environment, stack: `${stack}-${environment}`, service: name }),
      ),
    );
    const scopes: Scope[] = [
      { kind: 'all' },
      ...services.flatMap(({ environment, stack: of }): Scope[] => [
        { kind: 'environment', environment },
        { kind: 'stack', stack: of },
      ]),
      ...services.map(serviceScope),
    ];
    const step = fc.record({
      scope: fc.constantFrom(...scopes),
      does: fc.constantFrom('freeze', 'unfreeze'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const frozen = new Map<string, Scope>();
        for (const { scope, does } of steps) {
          const key = JSON.stringify(scope);
          if (does === 'freeze') {
            await holds.place(freezeOf(scope), ulid());
            frozen.set(key, scope);
          } else {
            await holds.lift('freeze', scope, ulid());
            frozen.delete(key);
          }
        }
        for (const service of services) {
          const stopped = [...frozen.values()].filter((scope) => covers(scope, service));
          const answer = await accept(service);
          expect(answer.kind).toBe(stopped.length > 0 ? 'stopped' : 'accepted');
          if (answer.kind === 'stopped') expect(answer.stoppedBy).toHaveLength(stopped.length);
        }
        for (const scope of scopes) await holds.lift('freeze', scope, ulid());
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is stored', () => {
  it('holds no secret that somebody typed as the reason', async () => {
    const target = aService();
    await holds.place({ ...freezeOf(serviceScope(target)), reason: 'pw is hunter2hunter2' }, ulid());
    expect(JSON.stringify(await redis.hgetall(keys.holds))).not.toContain('hunter2');
    expect((await holds.all()).some(({ reason }) => reason.startsWith('pw is '))).toBe(true);
  });

  it('is not more than what stands: ended freezes are taken off', async () => {
    const brief = freezeOf(serviceScope(aService()), Date.now() + 50);
    await holds.place(brief, ulid());
    const isOver = async () => (await holds.standing([holdName(brief)])).length === 0;
    await waitFor(isOver, { what: 'the freeze to end' });
    await holds.place(freezeOf(serviceScope(aService())), ulid());
    expect(await redis.hlen(keys.holds)).toBe((await holds.all()).length);
  });
});
