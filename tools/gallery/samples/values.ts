import { hours, minutes } from '../../../src/domain/clock.ts';
import { flagsOf } from '../../../src/domain/grammar/flags.ts';
import { RunId, RunNumber, StepId } from '../../../src/domain/ids.ts';
import type { Progress } from '../../../src/domain/rollout/progress.ts';
import type { Outcome } from '../../../src/domain/run/outcome.ts';
import type { Run } from '../../../src/domain/run/run.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import type { Outside } from '../entry.ts';

/** Who and where, in the gallery. */
const OPERATOR = 'U0OPERATOR';
export const OPS = 'C0OPSPROD';
export const CHANGES = 'C0CHANGES';
/** What its ids are called. */
export const names: ReadonlyMap<string, string> = new Map([
  [OPERATOR, 'operator'],
  ['U0APPROVER', 'approver'],
  ['S0APPROVERS', 'approvers'],
  [OPS, 'ops-prod'],
  [CHANGES, 'changes'],
]);

/** When its runs were accepted: 03:00 UTC. */
export const ACCEPTED = Date.UTC(2026, 10, 21, 3, 0, 0);
export const NUMBER = RunNumber.parse(1042);
export const step = (id: 'check' | 'ask' | 'find' | 'roll'): StepId => StepId.parse(id);

/** The service that its runs restart. */
export const registry: ResolvedService = ResolvedService.parse({
  platform: 'ecs',
  stack: 'prod-us-east-1',
  service: 'registry',
  environment: 'production',
  account: '111122223333',
  region: 'us-east-1',
  cluster: 'mcp-gateway-ecs-cluster',
  ecsService: 'mcp-gateway-v2-registry',
  container: 'registry',
  logGroup: '/ecs/mcp-gateway-v2-registry',
});

/** The same service in another stack. */
export const inStack = (stack: string): ResolvedService =>
  ResolvedService.parse({ ...registry, stack, environment: 'staging' });

/** The operation of its runs, as help knows it. */
export const operation = restart.spec;
export const operationFlags = flagsOf(restart.spec);

/** A restart, its reason in a person's words. */
export function run(
  o: Outside,
  more: Partial<Omit<Run, 'request'>> & { request?: Partial<Run['request']> },
): Run {
  const { request, ...rest } = more;
  return {
    number: NUMBER,
    acceptedAt: ACCEPTED,
    state: { status: 'queued' },
    revision: 1,
    ...rest,
    request: {
      id: RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
      operation: operation.name,
      version: operation.version,
      plan: operation.plan.map((one) => ({ ...one, id: StepId.parse(one.id) })),
      input: { force: false },
      target: registry,
      actor: { kind: 'slack', team: 'T0WHEEL01', user: OPERATOR },
      reason: o('memory leak'),
      origin: { team: 'T0WHEEL01', channel: OPS },
      ...request,
    },
  };
}

/** Figures of a rollout of two tasks. */
export const progress = (more: Partial<Progress> = {}): Progress => ({
  desired: 2,
  running: 1,
  pending: 1,
  failed: 0,
  old: 2,
  ...more,
});

/** Every way to end, with words as the engine writes them. */
export const outcomes = (o: Outside): readonly (readonly [string, Outcome])[] => [
  ['it succeeded', { kind: 'succeeded', summary: '2 of 2 tasks are new and running' }],
  [
    'a deploy was proven',
    {
      kind: 'succeeded',
      summary: `2 of 2 tasks run ${o('`v2`')} (sha256:9b1e6a7c0d2f, pushed 40 min ago); its 5 alarms are quiet, its health endpoint answers`,
    },
  ],
  [
    'somebody kept a deploy in spite of its alarm',
    {
      kind: 'succeeded',
      summary: `2 of 2 tasks run ${o('`v2`')} (sha256:9b1e6a7c0d2f, pushed 40 min ago); ${o('Alarm registry-cpu-high rings (CPUUtilization > 85 for 10 min)')}; it was kept`,
    },
  ],
  [
    'a rollback brought an older image back',
    {
      kind: 'succeeded',
      summary: `2 of 2 tasks run sha256:3f0c55d1a2b4 (${o('`v1`')}). Deploys stay locked until somebody says \`unlock prod-us-east-1/registry\``,
    },
  ],
  [
    'its tag had moved, and it offers both',
    {
      kind: 'failed',
      reason:
        'Its tag `latest` has moved: new tasks would run sha256:727e81c94cbf (pushed 2026-11-21 02:22 UTC, 38 min ago) instead of sha256:3f0c55d1a2b4. Nothing was changed.',
      next: 'Choose: the same code again, or the new image as a deployment.',
      offers: [
        { label: 'Same code (pinned)', words: 'restart prod-us-east-1/registry --pin', style: 'primary' },
        { label: 'New image', words: 'deploy prod-us-east-1/registry --image latest' },
      ],
    },
  ],
  [
    'an alarm rang while it was proven, and nobody answered',
    {
      kind: 'failed',
      reason: `It is deployed and runs, but ${o('alarm registry-cpu-high rings (CPUUtilization > 85 for 10 min)')}. Nobody answered for 30 min.`,
      offers: [{ label: 'Roll back', words: 'rollback prod-us-east-1/registry', style: 'danger' }],
    },
  ],
  [
    'it failed before anything was changed, and knows what helps',
    {
      kind: 'failed',
      reason: 'A deployment of mcp-gateway-v2-registry:7 is under way (1 of 2 running). Nothing was changed.',
      next: 'Wait for it, or replace it: `restart prod-us-east-1/registry --force`',
    },
  ],
  [
    'it failed for want of a permission',
    {
      kind: 'failed',
      reason:
        'AWS refused ecs:UpdateService: the role lacks `ecs:UpdateService`. Allow it and try again. Nothing was changed.',
    },
  ],
  [
    'the circuit breaker rolled it back',
    {
      kind: 'rolled-back',
      by: 'breaker',
      again: 'fails-again',
      reason: `${o('Service deployment rolled back because the circuit breaker threshold was exceeded')}. ${o(
        "The image registry:v43 isn't in the registry (3 tasks). Task 9f8e7d6c stopped: CannotPullContainerError: pull image manifest has been retried 1 time(s): image 'registry:v43' not found.",
      )}`,
      next: 'Newest in `mcp-gateway-registry`: `v42` (1 h ago, sha256:abababababab).',
    },
  ],
  [
    'the circuit breaker stopped it, and what ran before is known',
    {
      kind: 'failed',
      reason: `${o('ECS marked the deployment as failed')}. ${o('registry crashes: it exited with 1 (3 tasks).')}`,
      next: 'sha256:cdcdcdcdcdcd (`v41`) ran well before: roll back to it.',
      again: 'fails-again',
      offers: [{ label: 'Roll back', words: 'rollback prod-us-east-1/registry', style: 'danger' }],
    },
  ],
  [
    'an alarm rolled it back',
    {
      kind: 'rolled-back',
      by: 'alarm',
      reason: o('Service deployment rolled back because of the alarm registry-5xx.'),
    },
  ],
  [
    'nobody answered its PAUSE hook',
    {
      kind: 'rolled-back',
      by: 'hook',
      reason: o('Service deployment rolled back because a lifecycle hook timed out.'),
    },
  ],
  [
    'its health endpoint rolled it back',
    {
      kind: 'rolled-back',
      by: 'health',
      reason: 'The health endpoint answers 503. 2 of 2 tasks run sha256:3f0c55d1a2b4 again.',
    },
  ],
  ['a person rolled it back', { kind: 'rolled-back', by: 'hand', reason: o('Rollback requested.') }],
  [
    'another deployment replaced it',
    {
      kind: 'superseded',
      reason: 'another deployment (ecs-svc/5550123456789012345) replaced this one before it was done',
    },
  ],
  [
    'a rollback took it over',
    {
      kind: 'superseded',
      by: 'run',
      reason: '#1043 (rollback) took the service over. ECS goes on with the deployment that has begun.',
    },
  ],
  [
    'it stopped watching, and ECS goes on',
    {
      kind: 'gave-up',
      reason:
        "The rollout made no progress for 30 minutes and isn't over (1 of 2 new tasks running). ECS goes on with it.",
    },
  ],
  [
    'it was cancelled before ECS was asked',
    { kind: 'cancelled', reason: `<@${OPERATOR}> cancelled it. Nothing was changed.` },
  ],
  [
    'it was cancelled during the rollout',
    {
      kind: 'cancelled',
      reason: `<@${OPERATOR}> cancelled it. ECS goes on with the deployment that has begun.`,
    },
  ],
  [
    'somebody abandoned it',
    { kind: 'cancelled', reason: `<@${OPERATOR}> abandoned it; what ECS has begun goes on` },
  ],
  [
    'another run was faster',
    { kind: 'rejected', reason: "#1041 (restart) holds the service. Try again when it's over." },
  ],
  [
    'production was frozen after it was accepted',
    {
      kind: 'rejected',
      reason: 'Nothing was changed.',
      stoppedBy: [
        {
          kind: 'freeze',
          scope: { kind: 'environment', environment: 'production' },
          reason: o('peak sales'),
          by: { kind: 'slack', team: 'T0WHEEL01', user: OPERATOR },
          since: ACCEPTED,
          until: ACCEPTED + hours(6),
        },
      ],
    },
  ],
  [
    'a critical alarm of its stack rings',
    {
      kind: 'rejected',
      reason: 'Nothing was changed.',
      stoppedBy: [
        {
          kind: 'alarm',
          stack: registry.stack,
          name: 'mcp-gateway-v2-alb-5xx-errors',
          reason: o('HTTPCode_ELB_5XX_Count > 10 for 5 min'),
          since: ACCEPTED - minutes(7),
        },
      ],
    },
  ],
  [
    'a window began after it was accepted',
    {
      kind: 'rejected',
      reason: 'Nothing was changed.',
      stoppedBy: [
        {
          kind: 'window',
          name: 'weekend',
          reason: o('no deploys over the weekend'),
          until: ACCEPTED + hours(54),
        },
      ],
    },
  ],
  [
    'somebody rejected it',
    {
      kind: 'rejected',
      reason: `<@U0APPROVER> rejected it: ${o('not before the release')}. Nothing was changed.`,
    },
  ],
  ['nobody approved it', { kind: 'expired', reason: 'Nobody decided for 30 min. Nothing was changed.' }],
];
