import type { Catalog } from '../src/domain/target/catalog.ts';
import { neededScopes } from '../src/wiring/slack-scopes.ts';
import { accessKeyOf, HOME_ACCOUNT } from './aws/access-key.ts';
import type { Account, AccountOptions } from './aws/account.ts';
import { startAws } from './aws/sandbox.ts';
import type { CloudWatchSandbox } from './cloudwatch/sandbox.ts';
import type { EcrSandbox } from './ecr/sandbox.ts';
import type { EcsSandbox } from './ecs/sandbox.ts';
import type { ElbSandbox } from './elb/sandbox.ts';
import { startHealthOf } from './health/of-services.ts';
import type { HealthSandbox } from './health/sandbox.ts';
import type { IamSandbox } from './iam/sandbox.ts';
import type { LogsSandbox } from './logs/sandbox.ts';
import { type PagerDutySandbox, startPagerDutySandbox } from './pagerduty/sandbox.ts';
import type { S3Sandbox } from './s3/sandbox.ts';
import type { ScalingSandbox } from './scaling/sandbox.ts';
import type { SecretsSandbox } from './secrets/sandbox.ts';
import { signingKeys } from './signing-keys.ts';
import type { SandboxChannel, SandboxUser, SandboxUserGroup } from './slack/options.ts';
import { type SlackSandbox, startSlackSandbox } from './slack/sandbox.ts';
import type { SnsSandbox } from './sns/sandbox.ts';
import type { SqsSandbox } from './sqs/sandbox.ts';
import { startWebhookSandbox, type WebhookSandbox } from './webhooks/sandbox.ts';

/** What a sandbox is made of. */
export interface SandboxOptions extends AccountOptions {
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
  readonly rates?: 'slack' | 'off';
}

/** A Slack workspace, an AWS, and those outside who are called, on loopback. */
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
  /** The topics of an account. Throws for an account that no service is in. */
  sns(account: string): SnsSandbox;
  /** The queues of an account. Throws for an account that no service is in. */
  sqs(account: string): SqsSandbox;
  /** What scales the services of an account. Throws for an account that no service is in. */
  scaling(account: string): ScalingSandbox;
  /** The buckets of all accounts. */
  readonly s3: S3Sandbox;
  /** The health endpoints of all services. */
  readonly health: HealthSandbox;
  readonly pagerDuty: PagerDutySandbox;
  /** Addresses that are posted to: `webhook` is that of `ALARM_WEBHOOK_URL`, `heartbeat` that of `HEARTBEAT_URL`. */
  readonly webhooks: WebhookSandbox;
  readonly accounts: readonly string[];
  /** The services that it was made from. */
  readonly catalog: Catalog;
  /**
   * The environment for a Wheelhouse process that is to use it, besides Redis and the configuration's file. It holds the
   * key that signs, which whoever starts a worker takes out of it (`envFor`).
   */
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
  const aws = await startAws(catalog, options);
  const accountOf = (account: string): Account => of(aws.accounts, account, 'service');
  const ecs = (account: string): EcsSandbox => accountOf(account).ecs;
  const health = await startHealthOf(catalog, ecs);
  const [pagerDuty, webhooks] = await Promise.all([startPagerDutySandbox(), startWebhookSandbox()]);
  const home = aws.accounts.size === 1 ? ([...aws.accounts.keys()][0] ?? HOME_ACCOUNT) : HOME_ACCOUNT;
  return {
    slack,
    ecs,
    ecr: (account) => of(aws.registries, account, 'repository'),
    elb: (account) => accountOf(account).elb,
    logs: (account) => accountOf(account).logs,
    cloudwatch: (account) => accountOf(account).cloudwatch,
    sns: (account) => accountOf(account).sns,
    sqs: (account) => accountOf(account).sqs,
    scaling: (account) => accountOf(account).scaling,
    iam: (account) => accountOf(account).iam,
    secrets: (account) => accountOf(account).secrets,
    s3: aws.s3,
    health,
    pagerDuty,
    webhooks,
    accounts: [...aws.accounts.keys()],
    catalog,
    env: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      ...(options.transport === 'socket'
        ? { SLACK_APP_TOKEN: APP_TOKEN }
        : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
      SLACK_API_URL: slack.apiUrl,
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: accessKeyOf(home),
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_REGION: 'us-east-1',
      PAGERDUTY_EVENTS_URL: pagerDuty.url,
      PAGERDUTY_ROUTING_KEY: pagerDuty.routingKey,
      ALARM_WEBHOOK_URL: webhooks.urlOf('webhook'),
      HEARTBEAT_URL: webhooks.urlOf('heartbeat'),
      ...signingKeys(),
    },
    async stop() {
      await slack.stop();
      await health.stop();
      await pagerDuty.stop();
      await webhooks.stop();
      await aws.stop();
    },
  };
}

/** What is there for an account, which something of the configuration must be in. */
function of<T>(all: ReadonlyMap<string, T>, account: string, what: 'service' | 'repository'): T {
  const found = all.get(account);
  if (found === undefined) throw new Error(`no ${what} of the configuration is in account ${account}`);
  return found;
}
