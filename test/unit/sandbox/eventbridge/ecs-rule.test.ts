import { expect, it } from 'vitest';
import { z } from 'zod';
import type { ServiceSeed } from '../../../../sandbox/ecs/world/options.ts';
import { type EcsDetailType, startEcsRule } from '../../../../sandbox/eventbridge/ecs-rule.ts';
import { key, startAt, worldWith } from '../ecs/rolling.ts';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:ecs-events';

const anEvent = z.looseObject({
  'detail-type': z.string(),
  source: z.string(),
  region: z.string(),
  account: z.string(),
  time: z.string(),
  resources: z.array(z.string()),
  detail: z.looseObject({ eventName: z.string().optional(), reason: z.string().optional() }),
});

/** A world that a rule watches second by second, and the events that it told. */
const watched = (
  detailTypes: readonly EcsDetailType[],
  seed: Partial<ServiceSeed> = {},
  topicArn = TOPIC,
) => {
  const world = worldWith(seed);
  const events: z.infer<typeof anEvent>[] = [];
  const listeners = new Set<() => void>();
  const stop = startEcsRule(
    {
      world,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    {
      detailTypes,
      topicArn,
      publish: (topic, { message, ...rest }) => {
        expect([topic, rest]).toEqual([topicArn, {}]);
        events.push(anEvent.parse(JSON.parse(message)));
      },
    },
  );
  const pass = (seconds: number, every = 1) => {
    for (let second = 0; second < seconds; second += every) {
      world.advanceTo(world.now + every * 1000);
      for (const listener of listeners) listener();
    }
  };
  return { world, events, pass, stop, names: () => events.map(({ detail }) => detail.eventName) };
};

it('a deployment is told when it begins and when it is complete', () => {
  const { world, events, pass } = watched(['ECS Deployment State Change']);
  world.update(key, { force: true });
  pass(60);
  const { id = '' } = world.service(key).deployments[0] ?? {};
  const common = {
    'detail-type': 'ECS Deployment State Change',
    source: 'aws.ecs',
    account: '123456789012',
    region: 'us-east-1',
    resources: ['arn:aws:ecs:us-east-1:123456789012:service/gateway/registry'],
  };
  expect(events).toMatchObject([
    {
      ...common,
      time: new Date(startAt).toISOString().replace('.000', ''),
      detail: {
        eventType: 'INFO',
        eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS',
        deploymentId: id,
        reason: `ECS deployment ${id} in progress.`,
      },
    },
    {
      ...common,
      detail: {
        eventName: 'SERVICE_DEPLOYMENT_COMPLETED',
        deploymentId: id,
        reason: `ECS deployment ${id} completed.`,
      },
    },
  ]);
});

it('a look that comes late still tells the beginning first', () => {
  const { world, names, pass } = watched(['ECS Deployment State Change']);
  world.update(key, { force: true });
  pass(60, 60);
  expect(names()).toEqual(['SERVICE_DEPLOYMENT_IN_PROGRESS', 'SERVICE_DEPLOYMENT_COMPLETED']);
});

it('a rollback by the circuit breaker is in progress, too: the reason alone tells it', () => {
  const { world, events, pass } = watched(['ECS Deployment State Change'], { breaker: 'rolls-back' });
  world.script(key, { kind: 'crash' });
  world.update(key, { force: true });
  pass(600);
  expect(events.map(({ detail }) => [detail.eventName, detail.reason])).toEqual([
    ['SERVICE_DEPLOYMENT_IN_PROGRESS', expect.stringMatching(/ in progress\.$/)],
    ['SERVICE_DEPLOYMENT_FAILED', expect.stringContaining('tasks failed to start')],
    ['SERVICE_DEPLOYMENT_IN_PROGRESS', expect.stringContaining('rolling back to deploymentId ecs-svc/')],
    ['SERVICE_DEPLOYMENT_COMPLETED', expect.stringMatching(/ completed\.$/)],
  ]);
});

it('a service that is steady again says so as an action', () => {
  const { world, events, pass } = watched(['ECS Service Action']);
  world.update(key, { force: true });
  pass(60);
  expect(events).toMatchObject([
    {
      detail: {
        eventType: 'INFO',
        eventName: 'SERVICE_STEADY_STATE',
        clusterArn: 'arn:aws:ecs:us-east-1:123456789012:cluster/gateway',
      },
    },
  ]);
});

it('a task is told at each change, the newer one with the higher version', () => {
  const { world, events, pass } = watched(['ECS Task State Change']);
  world.update(key, { force: true });
  pass(60);
  const [first] = events;
  const own = events.filter(({ resources }) => resources[0] === first?.resources[0]);
  expect(own.map(({ detail }) => [detail['lastStatus'], detail['version']])).toEqual([
    ['PENDING', 1],
    ['RUNNING', 2],
  ]);
  expect(events.at(-1)).toMatchObject({
    detail: { lastStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' },
  });
});

it('a rule hears of its own region, and nothing once it is stopped', () => {
  const elsewhere = watched(['ECS Deployment State Change'], {}, TOPIC.replace('us-east-1', 'eu-west-1'));
  elsewhere.world.update(key, { force: true });
  elsewhere.pass(60);
  expect(elsewhere.events).toEqual([]);
  const stopped = watched(['ECS Deployment State Change']);
  stopped.stop();
  stopped.world.update(key, { force: true });
  stopped.pass(60);
  expect(stopped.events).toEqual([]);
});
