import { hours, minutes } from '../../../src/domain/clock.ts';
import { type Evidence, explain } from '../../../src/domain/explain/explain.ts';
import type { NewestTags } from '../../../src/domain/image/newest-tags.ts';
import type { ImageCandidate } from '../../../src/domain/rollback/candidates.ts';
import type { ServiceSnapshot } from '../../../src/domain/rollout/service-snapshot.ts';
import type { StoppedTask } from '../../../src/domain/rollout/stopped-task.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import type { LiveTask, ServiceTasks } from '../../../src/domain/tasks/service-tasks.ts';
import type { TargetsSeen } from '../../../src/domain/tasks/target-group.ts';
import { explanationMessage, type ServiceExplained } from '../../../src/views/reply/explanation.ts';
import { type ServiceLine, stackStatusMessage, whichStack } from '../../../src/views/reply/stack-status.ts';
import { tasksMessage } from '../../../src/views/reply/tasks.ts';
import { type Entry, type Outside, type State, state } from '../entry.ts';
import { ringing } from './alarms.ts';
import { auditEntries } from './audit.ts';
import { logEntries } from './logs.ts';
import { parkedRun, rollingRun } from './runs.ts';
import { balanced, GROUP, healthy, ill } from './targets.ts';
import { ACCEPTED, registry } from './values.ts';

const AT = ACCEPTED + minutes(12);
const TASK_DEFINITION = 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:7';
const IMAGE = '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry';
const arnOf = (id: string): string => `arn:aws:ecs:us-east-1:111122223333:task/mcp-gateway-ecs-cluster/${id}`;

const primary = {
  id: 'ecs-svc/1',
  status: 'PRIMARY',
  taskDefinition: TASK_DEFINITION,
  desired: 2,
  running: 2,
  pending: 0,
  failed: 0,
  rolloutState: 'COMPLETED',
  createdAt: ACCEPTED - hours(26),
} as const;

const snapshot = (o: Outside, more: Partial<ServiceSnapshot> = {}): ServiceSnapshot => ({
  status: 'ACTIVE',
  controller: 'ECS',
  taskDefinition: TASK_DEFINITION,
  desired: 2,
  running: 2,
  pending: 0,
  deployments: [primary],
  breaker: 'off',
  events: [
    { at: ACCEPTED, message: `${o('(service mcp-gateway-v2-registry)')} has reached a steady state.` },
  ],
  ...more,
});

const failing = (o: Outside, events: ServiceSnapshot['events'] = []): ServiceSnapshot =>
  snapshot(o, {
    deployments: [
      { ...primary, failed: 2, running: 0, rolloutState: 'IN_PROGRESS', createdAt: ACCEPTED },
      { ...primary, id: 'ecs-svc/0', status: 'ACTIVE' },
    ],
    events: [...events, ...snapshot(o).events],
  });

const stopped = (more: Partial<StoppedTask> = {}): StoppedTask => ({
  taskArn: arnOf('9f8e7d6c5b4a39281706f5e4d3c2b1a0'),
  stopCode: 'TaskFailedToStart',
  reason: 'Task failed to start',
  stoppedAt: ACCEPTED + minutes(9),
  containers: [{ name: 'registry' }],
  ...more,
});

const unpullable = (o: Outside): StoppedTask =>
  stopped({
    containers: [
      {
        name: 'registry',
        reason: `CannotPullContainerError: pull image manifest has been retried 7 time(s): ${o(`failed to resolve ref ${IMAGE}:v43: not found`)}`,
      },
    ],
  });

const crashed = (o: Outside): StoppedTask =>
  stopped({
    stopCode: 'EssentialContainerExited',
    reason: o('Essential container in task exited'),
    containers: [{ name: 'registry', exitCode: 1 }],
  });

const explained = (
  o: Outside,
  when: string,
  more: Partial<Evidence>,
  unread: readonly string[] = [],
  { tags, before }: Pick<ServiceExplained, 'tags' | 'before'> = {},
): State => {
  const evidence: Evidence = { at: AT, snapshot: failing(o), stopped: [], log: [], ...more };
  const explanation = explain(evidence);
  return state(
    when,
    explanationMessage({
      target: registry,
      explanation,
      running: evidence.snapshot,
      unread,
      at: AT,
      ...(tags && { tags }),
      ...(before && { before }),
    }),
  );
};

const newest = (o: Outside): Extract<NewestTags, { kind: 'read' }> => ({
  kind: 'read',
  repository: 'mcp-gateway-registry',
  images: [
    { digest: `sha256:${'ab'.repeat(32)}`, tags: [o('v42')], pushedAt: AT - hours(1) },
    { digest: `sha256:${'cd'.repeat(32)}`, tags: ['v41', 'latest'], pushedAt: AT - hours(26) },
  ],
});

const ranBefore = (o: Outside): ImageCandidate => ({
  kind: 'image',
  digest: `sha256:${'cd'.repeat(32)}`,
  also: [],
  taskDefinition: TASK_DEFINITION,
  tag: o('v41'),
  tags: [o('v41')],
  from: AT - hours(26),
  to: AT - minutes(9),
  end: { kind: 'succeeded' },
  by: { kind: 'outside' },
  deployments: [],
});

const explanations = (o: Outside): State[] => [
  explained(
    o,
    'the image isn’t there, and what ran before is known',
    { stopped: [unpullable(o), unpullable(o)] },
    [],
    {
      tags: newest(o),
      before: ranBefore(o),
    },
  ),
  explained(o, 'the image wasn’t there, and is by now', { stopped: [unpullable(o)] }, [], {
    tags: { ...newest(o), thereNow: { said: 'v43', pushedAt: AT - minutes(2) } },
  }),
  explained(o, 'the image isn’t there, and what is there can’t be read', { stopped: [unpullable(o)] }, [], {
    tags: { kind: 'unread', why: `AWS refused ecr:DescribeImages: ${o('the role lacks it')}.` },
  }),
  explained(o, 'its log says why it crashes', {
    stopped: [crashed(o)],
    log: [
      {
        at: ACCEPTED + minutes(9),
        stream: 'ecs/registry/9f8e',
        text: `ERROR pymongo.errors.ServerSelectionTimeoutError ${o('documentdb:27017: timed out')}`,
      },
    ],
  }),
  explained(o, 'AWS has no capacity', {
    snapshot: failing(o, [
      {
        at: ACCEPTED + minutes(10),
        message: `(service mcp-gateway-v2-registry) was unable to place a task. Reason: Capacity is unavailable at this time. ${o('Please try again later.')}`,
      },
    ]),
  }),
  explained(o, 'the cause isn’t known', {
    stopped: [stopped({ stopCode: 'NewStopCode', reason: o('Something that nobody has seen') })],
  }),
  explained(o, 'it is well again, and its tasks failed a while ago', {
    snapshot: snapshot(o, { events: [{ at: AT, message: `${o('x')} has reached a steady state.` }] }),
    stopped: [unpullable(o)],
  }),
  explained(o, 'nothing fails', { snapshot: snapshot(o) }),
  explained(o, 'a secret was changed after its tasks had read it', {
    snapshot: snapshot(o),
    stale: [
      {
        kind: 'secret',
        name: o('mcp-gateway/documentdb/credentials'),
        names: [o('DOCUMENTDB_USERNAME'), o('DOCUMENTDB_PASSWORD')],
        changedAt: AT - minutes(20),
        tasks: 2,
      },
    ],
  }),
  explained(o, 'a deployment is under way and nothing has failed', {
    snapshot: snapshot(o, {
      deployments: [{ ...primary, rolloutState: 'IN_PROGRESS', createdAt: AT - minutes(2) }],
    }),
  }),
  explained(o, 'it is scaled to 0', { snapshot: snapshot(o, { desired: 0, running: 0 }) }),
  explained(o, 'the load balancer finds its tasks ill', {
    snapshot: snapshot(o),
    targets: [{ ...balanced(o), targets: [healthy, ill(o)] }],
    live: two,
  }),
  explained(o, 'its log can’t be read', { stopped: [unpullable(o)] }, [
    `The log can't be read: AWS refused logs:FilterLogEvents: ${o('the role lacks it')}.`,
  ]),
];

const live = (id: string, more: Partial<LiveTask> = {}): LiveTask => ({
  taskArn: arnOf(id),
  status: 'RUNNING',
  health: 'HEALTHY',
  zone: 'us-east-1a',
  taskDefinition: TASK_DEFINITION,
  startedAt: ACCEPTED - hours(26),
  exec: 'ready',
  containers: [{ name: 'registry', image: `${IMAGE}:latest` }],
  ...more,
});

const NO_TARGETS: TargetsSeen = { groups: [], unread: [] };

const tasks = (when: string, seen: Partial<ServiceTasks>, targets = NO_TARGETS): State =>
  state(
    when,
    tasksMessage({
      target: registry,
      tasks: { live: [], stopped: [], complete: true, ...seen },
      targets,
      at: AT,
    }),
  );

const two = [
  live('0123456789abcdef0123456789abcdef', { address: '10.0.1.12' }),
  live('fedcba9876543210fedcba9876543210', { zone: 'us-east-1b', address: '10.0.2.7' }),
];

const taskLists = (o: Outside): State[] => [
  tasks('all is well', { live: two }),
  tasks('some have failed', {
    live: [
      live('77777777777777777777777777777777', {
        status: 'PENDING',
        health: 'UNKNOWN',
        exec: 'agent-not-running',
      }),
      ...two.map((task): LiveTask => ({ ...task, health: 'UNHEALTHY' })),
    ],
    stopped: [unpullable(o), crashed(o)],
    complete: false,
  }),
  tasks('commands can’t be run in them', { live: two.map((task): LiveTask => ({ ...task, exec: 'off' })) }),
  tasks('the agent for commands doesn’t run yet', {
    live: two.map((task): LiveTask => ({ ...task, exec: 'agent-not-running' })),
  }),
  tasks('there is none', {}),
  tasks(
    'its load balancer finds one of them ill',
    { live: two },
    { groups: [{ ...balanced(o), targets: [healthy, ill(o)] }], unread: [] },
  ),
  tasks('its target group is gone', { live: two }, { groups: [{ kind: 'gone', arn: GROUP }], unread: [] }),
  tasks(
    'what its load balancer finds can’t be read',
    { live: two },
    {
      groups: [],
      unread: [
        `The targets' health is unknown: ${o('AWS refused elasticloadbalancing:DescribeTargetHealth.')}`,
      ],
    },
  ),
];

const auth = ResolvedService.parse({ ...registry, service: 'auth', ecsService: 'mcp-gateway-v2-auth' });
const keycloak = ResolvedService.parse({
  ...registry,
  service: 'keycloak',
  ecsService: 'keycloak',
  cluster: 'keycloak',
});

const stackLine = (more: Partial<ServiceLine> & Pick<ServiceLine, 'seen'>): ServiceLine => ({
  target: registry,
  alarms: { ringing: [], missing: [] },
  holder: 'nobody',
  holds: [],
  ...more,
});

const stack = (when: string, lines: readonly ServiceLine[]): State =>
  state(when, stackStatusMessage(registry.stack, lines, AT));

const stacks = (o: Outside): State[] => {
  const read = (one: ServiceSnapshot): ServiceLine['seen'] => ({
    kind: 'read',
    snapshot: one,
    image: {
      container: 'registry',
      image: `${IMAGE}:latest`,
      digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
    },
  });
  return [
    stack('all is well', [
      stackLine({ seen: read(snapshot(o)) }),
      stackLine({ target: auth, seen: read(snapshot(o)) }),
    ]),
    stack('something fails, something is held, something is unknown', [
      stackLine({ seen: read(failing(o)), holder: rollingRun(o), alarms: ringing(o) }),
      stackLine({
        target: auth,
        seen: { kind: 'read', snapshot: snapshot(o, { running: 1 }) },
        holds: 'unknown',
        holder: 'unknown',
      }),
      stackLine({
        target: keycloak,
        alarms: 'unknown',
        holder: parkedRun(o),
        seen: { kind: 'unknown', why: o('AWS is limiting ecs:DescribeServices.') },
      }),
    ]),
  ];
};

/** What people read who ask how something is, and why. */
export const readEntries = (o: Outside): Entry[] => [
  { title: '`status` of a stack', view: stackStatusMessage, seenBy: 'person', states: stacks(o) },
  {
    title: '`status` where no stack is meant',
    view: whichStack,
    seenBy: 'person',
    states: [
      state('there are a few', whichStack(['prod-us-east-1', 'staging-us-east-1'])),
      state('there are many', whichStack(Array.from({ length: 9 }, (_, i) => `prod-${i}`))),
    ],
  },
  {
    title: '`explain`: why a service is as it is',
    view: explanationMessage,
    seenBy: 'person',
    states: explanations(o),
  },
  { title: '`tasks`: a service’s tasks', view: tasksMessage, seenBy: 'person', states: taskLists(o) },
  ...logEntries(o),
  ...auditEntries(o),
];
