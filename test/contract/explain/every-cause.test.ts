import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EcsSandbox, startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { failureScripts } from '../../../sandbox/ecs/world/failures.ts';
import type { ServiceSeed, TaskFailure } from '../../../sandbox/ecs/world/options.ts';
import { type LogsSandbox, startLogsSandbox } from '../../../sandbox/logs/sandbox.ts';
import { Vault } from '../../../sandbox/secrets/vault.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsServices } from '../../../src/aws/ecs/ecs-services.ts';
import { ecsTaskDefinitions } from '../../../src/aws/ecs/ecs-task-definitions.ts';
import { ecsTasks } from '../../../src/aws/ecs/ecs-tasks.ts';
import { cloudWatchLogs } from '../../../src/aws/logs/cloudwatch-logs.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import { gatherEvidence } from '../../../src/handlers/command/gather-evidence.ts';
import { registry } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { fakeSecretStore } from '../secrets/fake-secret-store.ts';

/** What is found is named as the script is, but for these. */
const FOUND: Partial<Record<TaskFailure, string>> = {
  'image-pull': 'image-missing',
  unhealthy: 'unhealthy-target',
  'unheard-of': 'unknown',
  stuck: 'none',
};

const kinds = Object.keys(failureScripts).filter((kind): kind is TaskFailure => kind in failureScripts);
const { account, region, cluster } = registry;
const seed = (service: string): ServiceSeed => ({
  region,
  cluster,
  service,
  container: 'registry',
  logGroup: `/ecs/${service}`,
  image: `${account}.dkr.ecr.${region}.amazonaws.com/${service}:latest`,
  desired: 1,
});

let ecs: EcsSandbox;
let log: LogsSandbox;
let read: (kind: TaskFailure) => ReturnType<typeof gatherEvidence>;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const pace = { tickMs: 10, startMs: 30, healthyMs: 20, drainMs: 20 };
  ecs = await startEcsSandbox({ account, services: kinds.map(seed), pace });
  log = await startLogsSandbox(ecs.world);
  const clients = ecsClients({ endpoint: ecs.url });
  const reads = {
    tasks: ecsTasks(clients),
    logs: cloudWatchLogs({ endpoint: log.url }),
    taskDefinitions: ecsTaskDefinitions(clients),
    secrets: fakeSecretStore(new Vault(account)),
  };
  const parts = { ecs: ecsServices(clients), reads, clock: { now: () => Date.now() } };
  read = (kind) =>
    gatherEvidence(parts, ResolvedService.parse({ ...registry, ecsService: kind, logGroup: `/ecs/${kind}` }));
  for (const kind of kinds) {
    ecs.script({ region, cluster, service: kind }, { kind });
    ecs.world.update({ region, cluster, service: kind }, { force: true });
  }
});
afterAll(async () => {
  await ecs.stop();
  await log.stop();
});

test.each(kinds)('a service whose tasks fail by %s is explained from what AWS shows', async (kind) => {
  await waitFor(
    () => kind === 'stuck' || (ecs.service(region, cluster, kind).deployments[0]?.failed ?? 0) >= 1,
    { what: 'a failure' },
  );
  const seen = await read(kind);
  if (seen.kind !== 'explained') throw new Error(JSON.stringify(seen.fault));
  expect(seen.explanation.cause).toBe(FOUND[kind] ?? kind);
  expect(seen.unread).toEqual([]);
});
