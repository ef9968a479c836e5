import { ulid } from 'ulid';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.ts';
import { RunId } from '../../../src/domain/ids.ts';
import { clusterKey, type EcsClusters } from '../../../src/domain/ports/ecs-clusters.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { Watch } from '../../../src/domain/rollout/rollout-view.ts';
import type { ServiceSnapshot } from '../../../src/domain/rollout/service-snapshot.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import { redisLease } from '../../../src/jobs/ledger/notices.ts';
import { viewField, watchStore } from '../../../src/jobs/watch/watch-store.ts';
import { startWatcher } from '../../../src/jobs/watch/watcher.ts';
import { testStore } from '../../support/store.ts';
import { aSnapshot, registry, restartRequest } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';

const { redis, keys, ledger, server } = testStore();
const store = watchStore(redis, keys);
const intake = runIntake({
  redis,
  keys,
  clock: systemClock,
  limit: 1500,
  dedupe: 60_000,
  retention: 60_000,
  redactor: redactor({ secrets: [] }),
  enqueue: async () => undefined,
  onFailure: () => undefined,
});
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  // Each test has a cluster of its own; what an earlier one watched would only be in the way.
  await redis.del(keys.watchers);
});
afterAll(() => server.cleanup());

const EVERY = 200;

/** An ECS whose services are what the test says, and that keeps every batch that was asked for. */
function fakeClusters() {
  const asked: { readonly call: string; readonly names: readonly string[] }[] = [];
  const services = new Map<string, ServiceSnapshot>();
  let away = false;
  const away503 = err({ kind: 'unanswered', call: 'ecs:DescribeServices', detail: '503' } as const);
  const ecs: EcsClusters = {
    async services(_cluster, names) {
      asked.push({ call: 'services', names });
      return away
        ? away503
        : ok(
            new Map(
              names.flatMap((name) =>
                services.has(name) ? [[name, services.get(name) ?? aSnapshot()]] : [],
              ),
            ),
          );
    },
    async serviceDeployments(_cluster, arns) {
      asked.push({ call: 'deployments', names: arns });
      return ok(
        new Map(arns.map((arn) => [arn, { arn, status: 'IN_PROGRESS' as const, createdAt: 0, sources: [] }])),
      );
    },
  };
  return {
    ecs,
    asked,
    services,
    setAway: (on: boolean) => {
      away = on;
    },
  };
}

/**
 * A run that waits for a rollout of a service, in a cluster of the test's own: of a deployment where one is named, for
 * services without service deployments.
 */
async function waitingRun(
  cluster: string,
  name: string,
  deployment?: string,
): Promise<{ readonly id: RunId; readonly watch: Watch }> {
  const id = RunId.parse(ulid());
  const target = { ...registry, cluster, ecsService: name };
  await intake.accept(restartRequest(id, { target }), id, []);
  const claim = await ledger.claim(id);
  if (claim.kind !== 'claimed') throw new Error('expected to claim it');
  const { account, region } = registry;
  const watch: Watch = {
    cluster: { account, region, cluster },
    ecsService: name,
    ...(deployment === undefined ? { serviceDeployment: `arn:${name}` } : { deployment }),
  };
  const state = { status: 'waiting', for: 'rollout', until: 0 } as const;
  await ledger.write(
    id,
    { epoch: claim.claim.epoch },
    { state, due: 3_600_000, watch },
    claim.claim.inbox.count,
  );
  return { id, watch };
}

/** The run is over, and its service free for the next. */
async function end(id: RunId): Promise<void> {
  const claim = await ledger.claim(id);
  if (claim.kind !== 'claimed') throw new Error(`expected to claim it, got ${claim.kind}`);
  const outcome = { kind: 'succeeded', summary: 'done' } as const;
  await ledger.write(
    id,
    { epoch: claim.claim.epoch },
    { state: { status: 'ended', outcome, at: 1 }, due: 'never' },
  );
}

function watcher(ecs: EcsClusters, woken: RunId[], { holder = ulid(), every = EVERY } = {}): void {
  const { stop } = startWatcher({
    store,
    ecs,
    clock: systemClock,
    leaseOf: (cluster) => redisLease(redis, keys.lease(cluster), holder, 5000),
    observed: async (run) => {
      woken.push(run);
      await ledger.signal(run, 'observation');
    },
    every,
    onFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  stops.push(stop);
}

describe('the watcher of a cluster', () => {
  it('reads 45 services and their deployments with 5 + 3 calls, however many workers watch', async () => {
    const { ecs, asked, services } = fakeClusters();
    const names = Array.from({ length: 45 }, (_, i) => `s${i}`);
    for (const name of names) services.set(name, aSnapshot());
    for (const name of names) await waitingRun('many', name);
    const woken: RunId[] = [];
    for (let i = 0; i < 3; i++) watcher(ecs, woken);
    await waitFor(() => woken.length >= 45, { what: 'every run to be woken by its first view' });
    await waitFor(() => asked.length >= 24, { what: 'three rounds of reading' });
    const [round] = [asked.slice(0, 8)];
    expect(round.filter(({ call }) => call === 'services').map(({ names: n }) => n.length)).toEqual([
      10, 10, 10, 10, 5,
    ]);
    expect(round.filter(({ call }) => call === 'deployments').map(({ names: n }) => n.length)).toEqual([
      20, 20, 5,
    ]);
    expect(woken).toHaveLength(45);
  });

  it('wakes a run only when its view changes, and keeps what it saw and when', async () => {
    const { ecs, asked, services } = fakeClusters();
    services.set('web', aSnapshot());
    services.set('api', aSnapshot());
    const [web, api] = [await waitingRun('two', 'web'), await waitingRun('two', 'api')];
    const woken: RunId[] = [];
    watcher(ecs, woken);
    await waitFor(() => woken.length === 2, { what: 'both first views' });
    const first = await store.latest(web.watch);
    const reads = asked.length;
    services.set('api', aSnapshot({ running: 1 }));
    await waitFor(() => woken.length === 3, { what: 'the change to be told' });
    expect(woken[2]).toBe(api.id);
    expect((await store.latest(api.watch))?.snapshot?.running).toBe(1);
    await waitFor(() => asked.length >= reads + 4, { what: 'two more rounds' });
    const later = await store.latest(web.watch);
    expect(later?.seenAt).toBeGreaterThan(first?.seenAt ?? 0);
    expect(woken).toHaveLength(3);
    expect(await ledger.due(1000)).toContain(api.id);
  });

  it('says that ECS could not be read, once, and goes on when it can', async () => {
    const { ecs, services, setAway } = fakeClusters();
    services.set('web', aSnapshot());
    const { watch } = await waitingRun('away', 'web');
    const woken: RunId[] = [];
    watcher(ecs, woken);
    await waitFor(() => woken.length === 1, { what: 'the first view' });
    setAway(true);
    await waitFor(async () => (await store.latest(watch))?.fault, { what: 'the fault to be kept' });
    expect(woken).toHaveLength(2);
    setAway(false);
    await waitFor(async () => !(await store.latest(watch))?.fault, { what: 'a good view again' });
    expect((await store.latest(watch))?.snapshot?.running).toBe(2);
  });

  it('wakes the runs again when the one who saw the change died before it could wake them', async () => {
    const { ecs, services } = fakeClusters();
    services.set('web', aSnapshot());
    const { id, watch } = await waitingRun('died', 'web');
    const seen = new Map([[viewField(watch), { snapshot: aSnapshot() }]]);
    expect((await store.saw(clusterKey(watch.cluster), 1, seen)).size).toBe(1);
    const woken: RunId[] = [];
    watcher(ecs, woken);
    await waitFor(() => woken.includes(id), { what: 'the next watcher to wake it' });
  });

  it('wakes the next run of a service by its own first view, though that looks as the last one of the run before', async () => {
    const { ecs, services } = fakeClusters();
    services.set('old', aSnapshot());
    const first = await waitingRun('again', 'old', 'ecs-svc/1');
    const woken: RunId[] = [];
    watcher(ecs, woken);
    await waitFor(() => woken.includes(first.id), { what: 'the first run to be woken' });
    await end(first.id);

    const second = await waitingRun('again', 'old', 'ecs-svc/2');
    const begun = Date.now();
    await waitFor(() => woken.includes(second.id), { what: 'the second run to be woken' });
    expect((await store.latest(second.watch))?.seenAt).toBeGreaterThanOrEqual(begun);
    await waitFor(async () => (await store.latest(first.watch)) === undefined, {
      what: 'what the first run saw to be forgotten while others watch the cluster',
    });
  });

  it('does not wake a run for each read that fails in the same way with other words', async () => {
    const cluster = 'same|fault';
    const failing = (requestId: string) =>
      new Map([
        [
          'web|-',
          {
            fault: {
              kind: 'throttled',
              call: 'ecs:DescribeServices',
              detail: `Rate exceeded (${requestId})`,
              requestId,
            },
          } as const,
        ],
      ]);
    const changed = await store.saw(cluster, 1, failing('r1'));
    expect(changed.size).toBe(1);
    await store.woken(cluster, changed);
    expect((await store.saw(cluster, 2, failing('r2'))).size).toBe(0);
  });

  it('reads again at once where somebody asks for it while it reads: that read may have been too early', async () => {
    const { ecs, asked, services } = fakeClusters();
    services.set('web', aSnapshot());
    const { id, watch } = await waitingRun('hinted', 'web');
    const woken: RunId[] = [];
    const hinted: EcsClusters = {
      ...ecs,
      async services(cluster, names) {
        const seen = await ecs.services(cluster, names);
        if (asked.length === 1) {
          // ECS says that something changed just after it was asked.
          services.set('web', aSnapshot({ running: 1 }));
          await store.readSoon(clusterKey(watch.cluster));
        }
        return seen;
      },
    };
    watcher(hinted, woken, { every: 3_600_000 });
    await waitFor(() => woken.length === 2, { what: 'the change to be told' });
    expect(woken).toEqual([id, id]);
  });

  it('forgets a cluster in which nobody waits any more', async () => {
    const { ecs, services } = fakeClusters();
    services.set('web', aSnapshot());
    const { id, watch } = await waitingRun('left', 'web');
    const cluster = clusterKey(watch.cluster);
    watcher(ecs, []);
    await waitFor(() => store.latest(watch), { what: 'the first view' });
    await end(id);
    expect(await store.watches(cluster)).toEqual([]);
    await waitFor(async () => (await redis.zscore(keys.watchers, cluster)) === null, {
      what: 'the cluster to be forgotten',
    });
  });
});
