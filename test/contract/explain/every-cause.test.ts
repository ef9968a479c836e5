import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EcsSandbox, startEcsSandbox } from '../../../sandbox/ecs/sandbox.ts';
import { failureScripts } from '../../../sandbox/ecs/world/failures.ts';
import type { ServiceSeed, TaskFailure } from '../../../sandbox/ecs/world/options.ts';
import { type ElbSandbox, startElbSandbox } from '../../../sandbox/elb/sandbox.ts';
import { type LogsSandbox, startLogsSandbox } from '../../../sandbox/logs/sandbox.ts';
import { Vault } from '../../../sandbox/secrets/vault.ts';
import { ecsClients } from '../../../src/aws/clients.ts';
import { ecsServices } from '../../../src/aws/ecs/ecs-services.ts';
import { ecsTaskDefinitions } from '../../../src/aws/ecs/ecs-task-definitions.ts';
import { ecsTasks } from '../../../src/aws/ecs/ecs-tasks.ts';
import { elbTargets } from '../../../src/aws/elb/elb-targets.ts';
import { cloudWatchLogs } from '../../../src/aws/logs/cloudwatch-logs.ts';
import { causes } from '../../../src/domain/explain/explain.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import { gatherEvidence } from '../../../src/handlers/command/gather-evidence.ts';
import { registry } from '../../support/values.ts';
import { memoryHistory } from '../history/memory-history.ts';
import { fakeSecretStore } from '../secrets/fake-secret-store.ts';
import { SENTENCES } from './sentences.ts';

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
let elb: ElbSandbox;
let read: (kind: TaskFailure) => ReturnType<typeof gatherEvidence>;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const pace = { tickMs: 10, startMs: 30, healthyMs: 20, drainMs: 20 };
  ecs = await startEcsSandbox({ account, services: kinds.map(seed), pace });
  log = await startLogsSandbox(ecs.world);
  elb = await startElbSandbox(ecs.world);
  const clients = ecsClients({ endpoint: ecs.url });
  const reads = {
    tasks: ecsTasks(clients),
    logs: cloudWatchLogs({ endpoint: log.url }),
    taskDefinitions: ecsTaskDefinitions(clients),
    secrets: fakeSecretStore(new Vault(account)),
    targets: elbTargets({ endpoint: elb.url }),
  };
  const parts = {
    ecs: ecsServices(clients),
    reads,
    clock: { now: () => Date.now() },
    history: memoryHistory(),
  };
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
  await elb.stop();
});

const told = (seen: Awaited<ReturnType<typeof gatherEvidence>>) =>
  seen.kind === 'explained'
    ? { cause: seen.explanation.cause, sentence: seen.explanation.sentence, unread: seen.unread }
    : seen;

test.each(kinds)('a service whose tasks fail by %s is explained from what AWS shows', async (kind) => {
  const { cause, sentence } = SENTENCES[kind];
  await expect.poll(async () => told(await read(kind))).toEqual({ cause, sentence, unread: [] });
});

test('every cause that there is has been reached so', () => {
  const reached = new Set(kinds.map((kind) => SENTENCES[kind].cause));
  expect(causes.map(({ cause }) => cause).filter((cause) => !reached.has(cause))).toEqual([]);
});
