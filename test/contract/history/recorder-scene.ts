import { ulid } from 'ulid';
import { Registry } from '../../../sandbox/ecr/world/registry.ts';
import { type EcsSandbox, startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsClusters } from '../../../src/aws/ecs/ecs-clusters.ts';
import { ecsServices } from '../../../src/aws/ecs/ecs-services.ts';
import { ecsTasks } from '../../../src/aws/ecs/ecs-tasks.ts';
import { serviceRevisions } from '../../../src/aws/ecs/service-revisions.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import type { Log, LogFields } from '../../../src/domain/ports/log.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import { type RecorderParts, startRecorder } from '../../../src/jobs/history/recorder.ts';
import { redisHistory } from '../../../src/jobs/history/redis-history.ts';
import { redisTurns } from '../../../src/jobs/history/turns.ts';
import { redisLease } from '../../../src/jobs/ledger/notices.ts';
import { runReader } from '../../../src/jobs/ledger/reader.ts';
import { type TestStore, testStore } from '../../support/store.ts';
import { registry } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';

/** How often a cluster is recorded in these tests, in milliseconds. */
export const EVERY = 200;
const uri = (name: string): string =>
  `${registry.account}.dkr.ecr.${registry.region}.amazonaws.com/${name}:latest`;

/** A service of the scene: its name, and its cluster where it isn't the first. */
export const aService = (name: string, cluster = 'gateway'): ResolvedService =>
  ResolvedService.parse({ ...registry, service: name, ecsService: name, container: name, cluster });

/** An ECS over HTTP, a real Redis, and recorders as workers start them. */
export interface RecorderScene extends TestStore {
  readonly ecs: EcsSandbox;
  readonly history: ReturnType<typeof redisHistory>;
  /** What was logged of faults. */
  readonly logged: readonly LogFields[];
  /** Pushes an image to `latest`; answers its digest. */
  push(name: string): string;
  /** Somebody else than Wheelhouse deploys. */
  deployFromOutside(service: ResolvedService, taskDefinition?: string): void;
  start(more?: Partial<RecorderParts>): { stop(): Promise<void> };
  /** Waits until the history of a service is so; answers it. */
  remembers(
    service: ResolvedService,
    what: string,
    is: (deployments: readonly Remembered[]) => boolean,
  ): Promise<readonly Remembered[]>;
  close(): Promise<void>;
}

/** A remembered deployment as the tests compare it. */
export interface Remembered {
  readonly id: string | undefined;
  readonly revision: string;
  readonly digests: readonly (string | undefined)[];
  readonly end: string;
  readonly run: number | undefined;
}

/** Opens a scene with these services. */
export async function recorderScene(
  services: readonly ResolvedService[],
  seed: Partial<ServiceSeed> = {},
): Promise<RecorderScene> {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const images = new Registry(registry.account, Date.now);
  const push = (name: string): string => images.push(registry.region, name, { tag: 'latest' });
  for (const { ecsService } of services) push(ecsService);
  const ecs = await startEcsSandbox({
    account: registry.account,
    pull: (image) => images.pull(image),
    pace: { tickMs: 10, startMs: 50, healthyMs: 50, drainMs: 50 },
    services: services.map(({ region, cluster, ecsService, container }) => ({
      region,
      cluster,
      service: ecsService,
      container,
      image: uri(ecsService),
      desired: 2,
      ...seed,
    })),
  });
  const clients = ecsClients({ endpoint: ecs.url });
  const store = testStore();
  const history = redisHistory(store.redis, store.keys, 60_000);
  const logged: LogFields[] = [];
  const note = (fields: LogFields): void => {
    logged.push(fields);
  };
  const log: Log = { info: () => undefined, warn: note, error: note };
  const running: { stop(): Promise<void> }[] = [];
  return {
    ...store,
    ecs,
    history,
    logged,
    push,
    deployFromOutside({ region, cluster, ecsService }, taskDefinition) {
      ecs.world.update(
        { region, cluster, service: ecsService },
        { force: true, ...(taskDefinition === undefined ? {} : { taskDefinition }) },
      );
    },
    start(more = {}) {
      const holder = ulid();
      const recorder = startRecorder({
        catalog: { services },
        history,
        ecs: ecsServices(clients),
        clusters: ecsClusters(clients),
        tasks: ecsTasks(clients),
        revisions: serviceRevisions(clients),
        runs: runReader(store.redis, store.keys),
        turns: redisTurns(store.redis, store.keys, EVERY),
        leaseOf: (cluster) => redisLease(store.redis, store.keys.lease(cluster), holder, 5000),
        clock: systemClock,
        every: EVERY,
        log,
        onFailure: (what, error) => note({ what, error }),
        ...more,
      });
      running.push(recorder);
      return recorder;
    },
    async remembers(service, what, is) {
      const read = async (): Promise<readonly Remembered[]> =>
        (await history.of(service, 50)).map(({ id, taskDefinition, images: seen, end, run }) => ({
          id,
          revision: taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1),
          digests: seen.map(({ digest }) => digest),
          end: end?.kind ?? 'goes on',
          run,
        }));
      let last: readonly Remembered[] = [];
      await waitFor(
        async () => {
          last = await read();
          return is(last);
        },
        { what, show: () => last },
      );
      return last;
    },
    async close() {
      for (const one of running) await one.stop();
      clients.destroy();
      await ecs.stop();
      await store.server.cleanup();
    },
  };
}

/** All that could be recorded is. */
export const isSettled = (deployments: readonly Remembered[]): boolean =>
  deployments.length > 0 && deployments.every(({ end, digests }) => end !== 'goes on' && digests.length > 0);
