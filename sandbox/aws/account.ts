import type { Catalog } from '../../src/domain/target/catalog.ts';
import { type CloudWatchSandbox, startCloudWatchSandbox } from '../cloudwatch/sandbox.ts';
import { type AlarmPace, seedAlarms } from '../cloudwatch/seed.ts';
import { AlarmBoard } from '../cloudwatch/world/alarms.ts';
import { pullFrom } from '../ecr/seed.ts';
import type { Registry } from '../ecr/world/registry.ts';
import { type EcsSandbox, startEcsSandbox } from '../ecs/sandbox.ts';
import type { Pace, PauseSeed, ServiceSeed } from '../ecs/world/options.ts';
import { type ElbSandbox, startElbSandbox } from '../elb/sandbox.ts';
import { type EcsDetailType, startEcsRule } from '../eventbridge/ecs-rule.ts';
import { rolesOf } from '../iam/roles.ts';
import { type IamSandbox, startIamSandbox } from '../iam/sandbox.ts';
import { type LogsSandbox, startLogsSandbox } from '../logs/sandbox.ts';
import { type ScalingSandbox, startScalingSandbox } from '../scaling/sandbox.ts';
import { ScalableTargets, seedScaling } from '../scaling/scalable-targets.ts';
import { type SecretsSandbox, startSecretsSandbox } from '../secrets/sandbox.ts';
import { vaultOf } from '../secrets/vault.ts';
import { seedServices } from '../seeds/services.ts';
import type { DeliveryPace } from '../sns/delivery/courier.ts';
import { type SnsSandbox, startSnsSandbox } from '../sns/sandbox.ts';
import { type SqsSandbox, startSqsSandbox } from '../sqs/sandbox.ts';
import { Queues } from '../sqs/world/queues.ts';
import { makeAlarmTopics, publishBy } from './alarm-topics.ts';

/** An account of AWS with services of the configuration: all of it but its ECR, which others pull from. */
export interface Account {
  readonly ecs: EcsSandbox;
  readonly logs: LogsSandbox;
  readonly cloudwatch: CloudWatchSandbox;
  readonly scaling: ScalingSandbox;
  readonly iam: IamSandbox;
  readonly secrets: SecretsSandbox;
  readonly elb: ElbSandbox;
  readonly sqs: SqsSandbox;
  readonly sns: SnsSandbox;
}

/** How an account's worlds move. */
export interface AccountOptions {
  readonly pace?: Partial<Pace>;
  readonly breaker?: ServiceSeed['breaker'];
  /** How long alarms look before they ring; as long as the real ones unless told. */
  readonly alarmPace?: AlarmPace;
  /** Which events of ECS a rule of EventBridge sends to the topic of the alarms, in each region; none unless told. */
  readonly ecsEvents?: readonly EcsDetailType[];
  /** Whether ECS throttles as the real one does; it does unless told. */
  readonly ecsRates?: 'ecs' | 'off';
  /** Where the deployments of a service wait for somebody, by its short name; nowhere unless told. */
  readonly pauses?: Readonly<Record<string, readonly PauseSeed[]>>;
  /** How often live tails hear, in milliseconds; every second unless told. */
  readonly tailEveryMs?: number;
  /** How long SNS waits and how often it tries; as the real one unless told. */
  readonly snsPace?: Partial<DeliveryPace>;
}

/** Starts an account's services. Its tasks pull from all registries. */
export async function startAccount(
  account: string,
  catalog: Catalog,
  registries: ReadonlyMap<string, Registry>,
  {
    pace,
    breaker,
    pauses,
    alarmPace,
    ecsEvents = [],
    ecsRates = 'ecs',
    tailEveryMs,
    snsPace,
  }: AccountOptions,
): Promise<Account> {
  const ecs = await startEcsSandbox({
    account,
    services: seedServices(catalog, account, { breaker, pauses }),
    pull: (image) => pullFrom(registries, image),
    rates: ecsRates,
    ...(pace ? { pace } : {}),
  });
  const { world } = ecs;
  const queues = new Queues(account);
  const sns = await startSnsSandbox({ queues, ...(snsPace ? { pace: snsPace } : {}) });
  const publish = publishBy(sns);
  for (const topicArn of makeAlarmTopics(sns, catalog, account))
    if (ecsEvents.length > 0) startEcsRule(ecs, { detailTypes: ecsEvents, topicArn, publish });
  const board = new AlarmBoard(account, Date.now, seedAlarms(catalog, account, alarmPace), publish);
  return {
    ecs,
    logs: await startLogsSandbox(world, tailEveryMs === undefined ? {} : { updateEveryMs: tailEveryMs }),
    cloudwatch: await startCloudWatchSandbox(board),
    scaling: await startScalingSandbox(new ScalableTargets(account, seedScaling(catalog, account))),
    iam: await startIamSandbox(rolesOf(world)),
    secrets: await startSecretsSandbox(vaultOf(world)),
    elb: await startElbSandbox(world),
    sqs: await startSqsSandbox(queues),
    sns,
  };
}
