import { ulid } from 'ulid';
import { Registry } from '../../../sandbox/ecr/world/registry.ts';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import { World } from '../../../sandbox/ecs/world/world.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import { mayStill } from '../../../src/domain/guard/may-still.ts';
import type { Policy } from '../../../src/domain/operation/step.ts';
import type { AccessPolicy, Mode } from '../../../src/domain/people/access.ts';
import { err } from '../../../src/domain/result.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import { lockName } from '../../../src/domain/target/service.ts';
import { type Gates, shutGates } from '../../../src/domain/window/shut-gates.ts';
import { consentsOf } from '../../../src/jobs/engine/consents.ts';
import type { EngineParts, TurnEnd } from '../../../src/jobs/engine/engine-parts.ts';
import { executeRun } from '../../../src/jobs/engine/execute-run.ts';
import { type Trust, trustOf } from '../../../src/jobs/engine/trust.ts';
import type { Ledger } from '../../../src/jobs/ledger/ledger.ts';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';
import { letting } from '../../support/access.ts';
import { noGates } from '../../support/gates.ts';
import { OPERATOR, registry, restartRequest, silent, TEAM } from '../../support/values.ts';
import { fakeEcsServices } from '../ecs/fake-ecs-services.ts';
import { fakeOutside, surroundingsOf } from '../ecs/fake-outside.ts';
import { fakeViews } from '../ecs/fake-views.ts';
import { memoryHistory } from '../history/memory-history.ts';
import { memoryHolds } from '../holds/memory-holds.ts';
import { memoryLedger } from '../ledger/memory-ledger.ts';
import { memoryPasses } from '../passes/memory-passes.ts';

/** The process died. */
class Crash extends Error {}

/** When a process dies: at its n-th write to the ledger, before it got there or after. */
interface Death {
  readonly write: number;
  readonly when: 'before' | 'after';
}

/** A port of AWS that can be put out of reach: every call answers that no connection could be made. */
const cuttable = <T extends object>(port: T, isAway: () => boolean): T =>
  new Proxy(port, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function' || !isAway()) return found;
      const fault: Fault = {
        kind: 'unreachable',
        call: `aws:${String(name)}`,
        detail: 'connect ECONNREFUSED',
      };
      return async () => err(fault);
    },
  });

const LEASE = 60_000;
const operations = await loadOperations();

/** An engine whose world, clock and ledger are the test's, and that dies when it is told to. */
export function mortalEngine(
  seed: Partial<ServiceSeed> = {},
  asked: Partial<RunRequest> = {},
  /** Tags of the registry's repository that are there from the beginning. */
  pushed: readonly string[] = [],
) {
  let now = Date.UTC(2026, 10, 21, 3, 0, 0);
  const clock = { now: () => now };
  const images = new Registry(registry.account, clock.now);
  for (const tag of pushed) images.push(registry.region, 'mcp-gateway-registry', { tag });
  const world = new World({
    account: registry.account,
    startAt: now,
    pull: (image) => images.pull(image),
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
  const around = surroundingsOf(world);
  const outside = fakeOutside(world, clock, images, around);
  const ledger = memoryLedger(clock, LEASE);
  const holds = memoryHolds(clock);
  const passes = memoryPasses(clock);
  const catalog = { services: [registry], channelStacks: new Map() };
  let gates = noGates;
  const history = memoryHistory();
  const policy: { -readonly [K in keyof Policy]: Policy[K] } = { onAlarm: 'offer', afterRollback: 'lock' };
  const deaths: Death[] = [];
  const atBegin = new Map<string, () => void>();
  let isAway = false;
  const reached = <T extends object>(port: T): T => cuttable(port, () => isAway);
  let mode: Mode = 'operate';
  let trust: Trust = trustOf(undefined);
  let access = letting([OPERATOR], { team: TEAM });
  const own: string[] = [];
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
      for (const entry of change.journal ?? []) if (entry.kind === 'begun') atBegin.get(entry.step)?.();
      return written;
    },
  };
  const parts: EngineParts = {
    ledger: mortal,
    operationOf: (run) => operations.find(run.request.operation, run.request.version),
    ports: {
      ...outside,
      ecs: reached(ecs),
      views: fakeViews(reached(ecs), clock),
      tasks: reached(outside.tasks),
      revisions: reached(outside.revisions),
      logs: reached(outside.logs),
      taskDefinitions: reached(outside.taskDefinitions),
      images: reached(outside.images),
      alarms: reached(outside.alarms),
      roles: reached(outside.roles),
      secrets: reached(outside.secrets),
      logGroups: reached(outside.logGroups),
      holds,
      history,
    },
    get mode() {
      return mode;
    },
    get trust() {
      return trust;
    },
    get consents() {
      return consentsOf(access, catalog, { length: 1_800_000, remindEvery: 600_000 });
    },
    permitted: (request, permission) => mayStill(access, catalog, request, permission),
    gates: (spec, target) =>
      shutGates({ gates, catalog, passes, alarms: reached(outside.alarms) }, spec, target, now),
    isOwn: (target) => own.includes(lockName(target)),
    clock,
    monotonic: { elapsed: () => now },
    log: silent,
    limits: { readBack: 30_000, retryFrom: 1000, retryTo: 30_000 },
    pace: {
      rolloutEvery: 10_000,
      rolloutLimit: 1_800_000,
      backstop: 10_000,
      stuckAfter: 600_000,
      bakeAtMost: 3_600_000,
      countdown: 120_000,
    },
    policy,
    wake: async () => undefined,
    lease: LEASE,
    onClaim: () => () => undefined,
  };
  const request = restartRequest(ulid(), asked);
  ledger.accept(request);

  /** One turn, by a process that may die in it; the test's clock goes on by as long as the run wants to wait. */
  async function turn(id = request.id): Promise<TurnEnd> {
    const end = await executeRun(parts, id, new AbortController().signal);
    if (end.kind === 'later') now += end.inMs;
    return end;
  }
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
  /** How many deployments ECS began for it. */
  const made = (): number =>
    ecs.calls.filter(({ method, didIt }) => didIt && (method === 'forceNewDeployment' || method === 'update'))
      .length;
  const ends = () => ledger.eventsOf(request.id).filter((event) => event.kind === 'end');
  const switchTo = (wanted: Mode): void => {
    mode = wanted;
  };
  /** While away no call reaches AWS, and none is sent. */
  const awsAway = (on: boolean): void => {
    isAway = on;
  };
  /** Does this when that step begins, before it looks at anything. */
  const whenBegun = (step: string, act: () => void): void => {
    atBegin.set(step, act);
  };
  /** Who may do what from now on, in the worker's own configuration. */
  const grant = (wanted: AccessPolicy): void => {
    access = wanted;
  };
  /** The gates of the worker's own configuration from now on. */
  const gated = (more: Partial<Gates>): void => {
    gates = { ...noGates, ...more };
  };
  /** What signatures are worth from now on. */
  const believe = (wanted: Trust): void => {
    trust = wanted;
  };
  const pass = (ms: number): void => {
    now += ms;
    world.advanceTo(now);
  };
  return {
    untilOver,
    turn,
    pass,
    clock,
    policy,
    history,
    made,
    ends,
    deaths,
    switchTo,
    awsAway,
    whenBegun,
    grant,
    believe,
    gated,
    passes,
    own,
    holds,
    ecs,
    outside,
    around,
    images,
    world,
    ledger,
    request,
    writes: () => writes,
  };
}
