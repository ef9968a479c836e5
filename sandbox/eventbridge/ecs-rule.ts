import { randomUUID } from 'node:crypto';
import type { Publish } from '../cloudwatch/publish.ts';
import type { ServiceState } from '../ecs/world/state.ts';
import { changesOf, type ServiceChange } from './changes.ts';
import { deploymentStateChange, serviceAction, taskStateChange } from './ecs-events.ts';
import type { AwsEvent } from './event.ts';

/** The kinds of events that ECS sends and a rule can match. */
export type EcsDetailType = 'ECS Deployment State Change' | 'ECS Service Action' | 'ECS Task State Change';

/** An ECS whose changes are watched. */
export interface WatchedEcs {
  readonly world: { services(): ServiceState[]; readonly now: number };
  onChange(listener: () => void): () => void;
}

/** A rule of EventBridge with one target. */
export interface EcsRule {
  /** The pattern: `{"source": ["aws.ecs"], "detail-type": […]}`. */
  readonly detailTypes: readonly EcsDetailType[];
  /** The ARN of the topic that it tells. */
  readonly topicArn: string;
  readonly publish: Publish;
  /** Ids of events; random UUIDs unless told. */
  readonly newId?: () => string;
}

/**
 * From now on the rule publishes every matching event of this ECS in the topic's region, as JSON and without a subject, as
 * EventBridge does. Answers how to stop that.
 */
export function startEcsRule(ecs: WatchedEcs, rule: EcsRule): () => void {
  const { detailTypes, topicArn, publish, newId = randomUUID } = rule;
  const region = topicArn.split(':')[3];
  const kinds = new Set<string>(detailTypes);
  const versions = new Map<string, number>();
  let before = new Map(ecs.world.services().map((service) => [service.arn, service]));
  const eventOf = (service: ServiceState, change: ServiceChange): AwsEvent => {
    switch (change.kind) {
      case 'deployment':
        return deploymentStateChange(service, change.deployment, {
          id: newId(),
          at: change.deployment.updatedAt,
        });
      case 'action':
        return serviceAction(service, change.action, { id: newId(), at: change.at });
      case 'task': {
        const version = (versions.get(change.task.id) ?? 0) + 1;
        versions.set(change.task.id, version);
        return taskStateChange(service, change.task, version, { id: newId(), at: ecs.world.now });
      }
    }
  };
  return ecs.onChange(() => {
    const after = ecs.world.services();
    const events = after
      .filter((service) => service.region === region)
      .flatMap((service) => {
        const was = before.get(service.arn);
        return was === undefined ? [] : changesOf(was, service).map((change) => eventOf(service, change));
      });
    before = new Map(after.map((service) => [service.arn, service]));
    for (const event of events) {
      if (kinds.has(event['detail-type'])) publish(topicArn, { message: JSON.stringify(event) });
    }
  });
}
