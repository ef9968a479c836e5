import type { Catalog } from '../src/domain/target/catalog.ts';
import { neededScopes } from '../src/wiring/slack-scopes.ts';
import { accessKeyOf, HOME_ACCOUNT } from './aws/access-key.ts';
import { startAwsFront } from './aws/front.ts';
import { type CloudWatchSandbox, startCloudWatchSandbox } from './cloudwatch/sandbox.ts';
import { seedAlarms } from './cloudwatch/seed.ts';
import { AlarmBoard } from './cloudwatch/world/alarms.ts';
import { type EcrSandbox, startEcrSandbox } from './ecr/sandbox.ts';
import { pullFrom, repositoryOf, repositoryUri, seedImages } from './ecr/seed.ts';
import { type EcsSandbox, startEcsSandbox } from './ecs/sandbox.ts';
import type { Pace, ServiceSeed } from './ecs/world/options.ts';
import { type ElbSandbox, startElbSandbox } from './elb/sandbox.ts';
import { type HealthSandbox, startHealthSandbox } from './health/sandbox.ts';
import { rolesOf } from './iam/roles.ts';
import { type IamSandbox, startIamSandbox } from './iam/sandbox.ts';
import { type LogsSandbox, startLogsSandbox } from './logs/sandbox.ts';
import { type ScalingSandbox, startScalingSandbox } from './scaling/sandbox.ts';
import { ScalableTargets, seedScaling } from './scaling/scalable-targets.ts';
import { type SecretsSandbox, startSecretsSandbox } from './secrets/sandbox.ts';
import { vaultOf } from './secrets/vault.ts';
import { givenTo } from './seeds/gateway-definitions.ts';
import type { SandboxChannel, SandboxUser, SandboxUserGroup } from './slack/options.ts';
import { type SlackSandbox, startSlackSandbox } from './slack/sandbox.ts';

/** What a sandbox is made of. */
export interface SandboxOptions {
  /** Every service of the configuration gets a steady counterpart in its account, region and cluster. */
  readonly catalog: Catalog;
  /** The workspace's id, as the configuration has it. */
  readonly team: string;
  readonly users: readonly SandboxUser[];
  readonly channels: readonly SandboxChannel[];
  /** None unless told. */
  readonly groups?: readonly SandboxUserGroup[];
  /** How Slack reaches the bot: by its address, unless told. */
  readonly transport?: 'http' | 'socket';
  readonly pace?: Partial<Pace>;
  readonly breaker?: ServiceSeed['breaker'];
  /** How often live tails hear, in milliseconds; every second unless told. */
  readonly tailEveryMs?: number;
  readonly rates?: 'slack' | 'off';
}

/** A Slack workspace and an AWS, on loopback. */
export interface Sandbox {
  readonly slack: SlackSandbox;
  /** The ECS of an account. Throws for an account that no service is in. */
  ecs(account: string): EcsSandbox;
  /** The logs of an account. Throws for an account that no service is in. */
  logs(account: string): LogsSandbox;
  /** The roles of an account. Throws for an account that no service is in. */
  iam(account: string): IamSandbox;
  /** The secrets and parameters of an account. Throws for an account that no service is in. */
  secrets(account: string): SecretsSandbox;
  /** The load balancers of an account. Throws for an account that no service is in. */
  elb(account: string): ElbSandbox;
  /** The ECR of an account. Throws for an account that no service and no repository is in. */
  ecr(account: string): EcrSandbox;
  /** The alarms of an account. Throws for an account that no service is in. */
  cloudwatch(account: string): CloudWatchSandbox;
  /** What scales the services of an account. Throws for an account that no service is in. */
  scaling(account: string): ScalingSandbox;
  /** The health endpoints of all services. */
  readonly health: HealthSandbox;
  readonly accounts: readonly string[];
  /** The services that it was made from. */
  readonly catalog: Catalog;
  /** The environment for a Wheelhouse process that is to use it, besides Redis and the configuration's file. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const BOT_TOKEN = 'xoxb-sandbox-token';
const APP_TOKEN = 'xapp-1-sandbox-token';
const SIGNING_SECRET = 'sandbox-signing-secret-0123456789';

/** Starts everything that Wheelhouse talks to, but Redis. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { catalog, team, users, channels, groups = [] } = options;
  const slack = await startSlackSandbox({
    team: { id: team, name: 'wheelhouse-sandbox' },
    bot: {
      userId: 'U0WHEEL',
      botId: 'B0WHEEL',
      token: BOT_TOKEN,
      name: 'wheelhouse',
      // What the manifest asks for, and no more: what works here works for an app that was made with it.
      scopes: neededScopes.map(({ name }) => name),
    },
    signingSecret: SIGNING_SECRET,
    ...(options.transport === 'socket' ? { appToken: APP_TOKEN } : {}),
    users,
    channels,
    groups,
    rates: options.rates ?? 'slack',
  });
  const registries = seedImages(catalog, Date.now());
  const worlds = new Map<string, EcsSandbox>();
  for (const account of new Set(catalog.services.map((service) => service.account))) {
    const services = catalog.services.filter((service) => service.account === account);
    const seeds = services.map(
      (one): ServiceSeed => ({
        region: one.region,
        cluster: one.cluster,
        service: one.ecsService,
        container: one.container,
        logGroup: one.logGroup,
        ...givenTo(one),
        image: `${repositoryUri(repositoryOf(one))}:latest`,
        desired: one.service === 'keycloak' ? 1 : 2,
        // Its Terraform doesn't enable it.
        exec: one.service !== 'keycloak',
        // Its load balancer's check is another one, too.
        ...(one.service === 'keycloak' ? { healthCheck: { path: '/', codes: '200-399' } } : {}),
        stack: one.stack,
        revision: 7,
        ...(options.breaker ? { breaker: options.breaker } : {}),
      }),
    );
    worlds.set(
      account,
      await startEcsSandbox({
        account,
        services: seeds,
        pull: (image) => pullFrom(registries, image),
        ...(options.pace ? { pace: options.pace } : {}),
      }),
    );
  }
  const images = new Map<string, EcrSandbox>();
  for (const [account, registry] of registries) {
    images.set(account, await startEcrSandbox(registry, registries));
  }
  const logs = new Map<string, LogsSandbox>();
  const tailing = options.tailEveryMs === undefined ? {} : { updateEveryMs: options.tailEveryMs };
  for (const [account, { world }] of worlds) logs.set(account, await startLogsSandbox(world, tailing));
  const alarms = new Map<string, CloudWatchSandbox>();
  const scalings = new Map<string, ScalingSandbox>();
  for (const account of worlds.keys()) {
    const board = new AlarmBoard(account, Date.now, seedAlarms(catalog, account));
    alarms.set(account, await startCloudWatchSandbox(board));
    const scaled = new ScalableTargets(account, seedScaling(catalog, account));
    scalings.set(account, await startScalingSandbox(scaled));
  }
  const health = await startHealthSandbox((named) => {
    const found = catalog.services.find(
      ({ stack, service }) => stack === named.stack && service === named.service,
    );
    if (!found) return undefined;
    return worlds
      .get(found.account)
      ?.service(found.region, found.cluster, found.ecsService)
      .tasks.some(({ lastStatus }) => lastStatus === 'RUNNING');
  });
  const iams = new Map<string, IamSandbox>();
  const vaults = new Map<string, SecretsSandbox>();
  for (const [account, { world }] of worlds) {
    iams.set(account, await startIamSandbox(rolesOf(world)));
    vaults.set(account, await startSecretsSandbox(vaultOf(world)));
  }
  const balancers = new Map<string, ElbSandbox>();
  for (const [account, { world }] of worlds) balancers.set(account, await startElbSandbox(world));
  const front = await startAwsFront(
    new Map(
      [...worlds].map(([account, world]) => [
        account,
        {
          ecs: world.url,
          ecr: images.get(account)?.url ?? '',
          logs: logs.get(account)?.url ?? '',
          monitoring: alarms.get(account)?.url ?? '',
          'application-autoscaling': scalings.get(account)?.url ?? '',
          iam: iams.get(account)?.url ?? '',
          secretsmanager: vaults.get(account)?.secretsManager.url ?? '',
          ssm: vaults.get(account)?.parameterStore.url ?? '',
          elasticloadbalancing: balancers.get(account)?.url ?? '',
        },
      ]),
    ),
  );
  const home = worlds.size === 1 ? ([...worlds.keys()][0] ?? HOME_ACCOUNT) : HOME_ACCOUNT;
  return {
    slack,
    ecs(account) {
      const world = worlds.get(account);
      if (!world) throw new Error(`no service of the configuration is in account ${account}`);
      return world;
    },
    ecr(account) {
      const found = images.get(account);
      if (!found) throw new Error(`no repository of the configuration is in account ${account}`);
      return found;
    },
    elb(account) {
      const found = balancers.get(account);
      if (!found) throw new Error(`no service of the configuration is in account ${account}`);
      return found;
    },
    logs(account) {
      const found = logs.get(account);
      if (!found) throw new Error(`no service of the configuration is in account ${account}`);
      return found;
    },
    cloudwatch(account) {
      const found = alarms.get(account);
      if (!found) throw new Error(`no service of the configuration is in account ${account}`);
      return found;
    },
    scaling(account) {
      const found = scalings.get(account);
      if (!found) throw new Error(`no service of the configuration is in account ${account}`);
      return found;
    },
    health,
    iam(account) {
      const found = iams.get(account);
      if (!found) throw new Error(`no service of the configuration is in account ${account}`);
      return found;
    },
    secrets(account) {
      const found = vaults.get(account);
      if (!found) throw new Error(`no service of the configuration is in account ${account}`);
      return found;
    },
    accounts: [...worlds.keys()],
    catalog,
    env: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      ...(options.transport === 'socket'
        ? { SLACK_APP_TOKEN: APP_TOKEN }
        : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
      SLACK_API_URL: slack.apiUrl,
      AWS_ENDPOINT_URL: front.url,
      AWS_ACCESS_KEY_ID: accessKeyOf(home),
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_REGION: 'us-east-1',
    },
    async stop() {
      await slack.stop();
      const services = [worlds, images, logs, alarms, scalings, iams, vaults, balancers].flatMap((of) => [
        ...of.values(),
      ]);
      for (const service of services) await service.stop();
      await health.stop();
      await front.stop();
    },
  };
}
