import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import { World } from '../../../sandbox/ecs/world/world.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { Operation } from '../../../src/domain/operation/operation.ts';
import type { Mode } from '../../../src/domain/people/access.ts';
import { type EngineParts, executeRun } from '../../../src/jobs/engine/execute-run.ts';
import type { Ledger } from '../../../src/jobs/ledger/ledger.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';
import { registry, requestOf, silent } from '../../support/values.ts';
import { fakeEcsServices } from '../ecs/fake-ecs-services.ts';
import { fakeViews } from '../ecs/fake-views.ts';
import { memoryLedger } from '../ledger/memory-ledger.ts';

/** The process died. */
class Crash extends Error {}

/** When a process dies: at its n-th write to the ledger, before it got there or after. */
interface Death {
  readonly write: number;
  readonly when: 'before' | 'after';
}

const LEASE = 60_000;
const operations = await loadOperations();

/** The calls that change something in ECS. */
const CHANGING: ReadonlySet<string> = new Set(['forceNewDeployment']);

/** An engine whose world, clock and ledger are the test's, and that dies when it is told to. */
function engine(seed: Partial<ServiceSeed> = {}, operation: Operation = restart) {
  let now = Date.UTC(2026, 10, 21, 3, 0, 0);
  const clock = { now: () => now };
  const world = new World({
    account: registry.account,
    startAt: now,
    pace: { tickMs: 100, startMs: 2000, healthyMs: 1000, drainMs: 1000 },
    services: [
      {
        region: registry.region,
        cluster: registry.cluster,
        service: registry.ecsService,
        container: registry.container,
        image: 'registry:latest',
        desired: 2,
        ...seed,
      },
    ],
  });
  const ecs = fakeEcsServices(world, clock);
  const ledger = memoryLedger(clock, LEASE);
  const deaths: Death[] = [];
  let mode: Mode = 'operate';
  let writes = 0;
  const mortal: Ledger = {
    ...ledger,
    async write(id, fence, change, seen) {
      writes += 1;
      const [death] = deaths;
      const dies = death?.write === writes;
      if (dies) deaths.shift();
      if (dies && death.when === 'before') throw new Crash();
      const written = await ledger.write(id, fence, change, seen);
      if (dies) throw new Crash();
      return written;
    },
  };
  const parts: EngineParts = {
    ledger: mortal,
    operationOf: (run) => operations.find(run.request.operation, run.request.version),
    ports: { ecs, views: fakeViews(ecs, clock) },
    get mode() {
      return mode;
    },
    clock,
    monotonic: { elapsed: () => now },
    log: silent,
    limits: { readBack: 30_000, retryFrom: 1000, retryTo: 30_000 },
    pace: { rolloutEvery: 10_000, rolloutLimit: 1_800_000, backstop: 10_000 },
    lease: LEASE,
    onClaim: () => () => undefined,
  };
  const request = requestOf(operation.spec, ulid());
  ledger.accept(request);

  /** Takes turns, each by a new process after a crash, until nothing is left to do. */
  async function untilOver(onCrash: () => Promise<unknown> = async () => undefined): Promise<number> {
    let crashes = 0;
    for (let turn = 0; turn < 2000; turn++) {
      const end = await executeRun(parts, request.id, new AbortController().signal).catch(
        async (error: unknown) => {
          if (!(error instanceof Crash)) throw error;
          crashes += 1;
          await onCrash();
          return { kind: 'later', inMs: LEASE } as const;
        },
      );
      if (end.kind === 'over') return crashes;
      if (end.kind === 'later') now += end.inMs;
    }
    throw new Error('the run never ended');
  }
  /** What was changed in ECS. */
  const made = (): number => ecs.calls.filter(({ method, didIt }) => didIt && CHANGING.has(method)).length;
  const ends = () => ledger.eventsOf(request.id).filter((event) => event.kind === 'end');
  const switchTo = (wanted: Mode): void => {
    mode = wanted;
  };
  return { untilOver, made, ends, deaths, switchTo, ecs, world, ledger, request, writes: () => writes };
}

async function writesOfAWholeRun(operation: Operation): Promise<number> {
  const whole = engine({}, operation);
  await whole.untilOver();
  return whole.writes();
}

/** Every operation there is, with how often a whole run of it writes and how many effects it has. */
const all = await Promise.all(
  operations.current.map(async (operation) => ({
    name: operation.spec.name,
    operation,
    boundaries: await writesOfAWholeRun(operation),
    effects: operation.steps.filter(({ kind }) => kind === 'effect').length,
  })),
);
const { boundaries } = all.find(({ name }) => name === restart.spec.name) ?? { boundaries: 0 };

describe.each(all)('a worker that dies at any write of a $name', ({ operation, boundaries, effects }) => {
  it.each(
    Array.from({ length: boundaries }, (_, i) => i + 1).flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )('($when write $write) leaves each effect once, one end, a success, and no lock', async (death) => {
    const { untilOver, made, ends, deaths, ledger, request } = engine({}, operation);
    deaths.push(death);
    expect(await untilOver()).toBe(1);
    expect(made()).toBe(effects);
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
    expect(ledger.holderOf(request)).toBeUndefined();
  });

  it('twice in a row, at every pair of neighbouring writes: the same', async () => {
    for (let write = 1; write < boundaries; write++) {
      const { untilOver, made, ends, deaths } = engine({}, operation);
      deaths.push({ write, when: 'before' }, { write: write + 1, when: 'after' });
      await untilOver();
      expect({ write, made: made(), ends: ends().length }).toEqual({ write, made: effects, ends: 1 });
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
