import type { Catalog } from '../../src/domain/target/catalog.ts';
import { type EcrSandbox, startEcrSandbox } from '../ecr/sandbox.ts';
import { seedImages } from '../ecr/seed.ts';
import { type S3Sandbox, startS3Sandbox } from '../s3/sandbox.ts';
import { HOME_ACCOUNT } from './access-key.ts';
import { type Account, type AccountOptions, startAccount } from './account.ts';
import { type AccountServices, startAwsFront } from './front.ts';

/** The accounts of AWS that a configuration names. */
export interface AwsSandbox {
  /** For AWS_ENDPOINT_URL. */
  readonly url: string;
  /** Those that services are in. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** Of each account that a service or a repository is in. */
  readonly registries: ReadonlyMap<string, EcrSandbox>;
  /** The buckets of all accounts. */
  readonly s3: S3Sandbox;
  stop(): Promise<void>;
}

/** Starts every account that a service of the configuration is in, and every registry. */
export async function startAws(catalog: Catalog, options: AccountOptions): Promise<AwsSandbox> {
  const images = seedImages(catalog, Date.now());
  const accounts = new Map<string, Account>();
  for (const id of new Set(catalog.services.map(({ account }) => account))) {
    accounts.set(id, await startAccount(id, catalog, images, options));
  }
  const registries = new Map<string, EcrSandbox>();
  for (const [id, registry] of images) registries.set(id, await startEcrSandbox(registry, images));
  const s3 = await startS3Sandbox();
  const services = [...accounts].map(
    ([id, account]) => [id, { ...addressesOf(account, registries.get(id)), s3: s3.url }] as const,
  );
  const front = await startAwsFront(new Map([[HOME_ACCOUNT, { s3: s3.url }], ...services]));
  return {
    url: front.url,
    accounts,
    registries,
    s3,
    async stop() {
      const all = [...accounts.values()].flatMap(servicesOf);
      for (const service of [...all, ...registries.values(), s3, front]) await service.stop();
    },
  };
}

const servicesOf = ({ ecs, logs, cloudwatch, scaling, iam, secrets, elb, sqs, sns }: Account) => [
  ecs,
  logs,
  cloudwatch,
  scaling,
  iam,
  secrets,
  elb,
  // Before the queues that it sends to.
  sns,
  sqs,
];

/** Where an account's services listen, by what requests to them are signed for. */
const addressesOf = (account: Account, ecr: EcrSandbox | undefined): AccountServices => ({
  ecs: account.ecs.url,
  ecr: ecr?.url ?? '',
  logs: account.logs.url,
  monitoring: account.cloudwatch.url,
  'application-autoscaling': account.scaling.url,
  iam: account.iam.url,
  secretsmanager: account.secrets.secretsManager.url,
  ssm: account.secrets.parameterStore.url,
  elasticloadbalancing: account.elb.url,
  sns: account.sns.url,
  sqs: account.sqs.url,
});
