import { minutes, seconds } from '../../../src/domain/clock.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import { ruleFor } from '../../../src/domain/fault/fault-table.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import type { Question } from '../../../src/domain/run/question.ts';
import type { Run } from '../../../src/domain/run/run.ts';
import type { RunState } from '../../../src/domain/run/state.ts';
import type { ChatMessage } from '../../../src/views/message.ts';
import { runRoot } from '../../../src/views/run/run-root.ts';
import { runThread } from '../../../src/views/run/run-thread.ts';
import { type Entry, type Outside, type State, state } from '../entry.ts';
import { approvalEvents, awaitingRuns } from './approval.ts';
import { awsFaults } from './faults.ts';
import { ACCEPTED, CHANGES, inStack, OPS, outcomes, progress, run, step } from './values.ts';

const rollout: RunState = { status: 'waiting', for: 'rollout', until: ACCEPTED + minutes(30) };
const breaker = { failures: 1, threshold: 3 };

/** The run that asks whether its call arrived. */
export const parkedRun = (o: Outside): Run =>
  run(o, {
    step: step('ask'),
    state: {
      status: 'parked',
      since: ACCEPTED + minutes(2),
      parked: {
        step: step('ask'),
        question: 'Did ECS begin a new deployment of prod-us-east-1/registry for this run?',
        evidence: evidence(o),
      },
    },
  });

/** What a run asks while it goes on. */
const atHook: Question = {
  key: 'hook-1',
  at: ACCEPTED,
  text: 'ECS waits at a PAUSE hook (POST_SCALE_UP): continue, or roll back? ECS rolls back by itself if nobody answers within 23 min.',
  choices: [
    { answer: 'continue', label: 'Continue', style: 'primary' },
    {
      answer: 'back',
      label: 'Roll back',
      style: 'danger',
      confirm: 'ECS brings back the tasks from before.',
    },
  ],
  offers: [],
};
/** Nothing moves. */
export const stuck = (o: Outside): Question => ({
  key: 'stuck-1',
  at: ACCEPTED,
  text: o(
    'No progress for 10 min: 1 of 2 new tasks run, 3 failed. ECS goes on trying by itself; I watch it for 30 min in all.',
  ),
  choices: [{ answer: 'wait', label: 'Keep waiting' }],
  offers: [
    { label: 'Roll back', words: 'rollback prod-us-east-1/registry', style: 'danger' },
    { label: 'Why', words: 'explain prod-us-east-1/registry' },
  ],
});
const ringing = (o: Outside): Question => ({
  key: 'alarm-1',
  at: ACCEPTED,
  text: o(
    'Alarm registry-cpu-high rings (CPUUtilization > 85 for 10 min). I roll back in 2 min unless you keep it.',
  ),
  choices: [
    { answer: 'back', label: 'Roll back now', style: 'danger', confirm: 'The image from before runs again.' },
    { answer: 'keep', label: 'Keep it' },
  ],
  offers: [{ label: 'Why', words: 'explain prod-us-east-1/registry' }],
});

const evidence = (o: Outside): string[] => [
  'The call had no clear answer, and no trace of it has appeared since.',
  o('AWS gave no clear answer to ecs:UpdateService (socket hang up).'),
];

/** A run in the middle of its rollout. */
export const rollingRun = (o: Outside, more: Parameters<typeof run>[1] = {}): Run =>
  run(o, {
    step: step('roll'),
    state: rollout,
    remark: '1 of 2 new tasks are running',
    progress: progress(),
    ...more,
  });

/** A run that has ended so, after 72 s. */
export const endedRun = (o: Outside, outcome: Extract<RunState, { status: 'ended' }>['outcome']): Run =>
  run(o, { step: step('roll'), state: { status: 'ended', outcome, at: ACCEPTED + seconds(72) } });

/** The message as a workspace without plan blocks gets it. */
const plainly = ({ text, blocks, plain }: ChatMessage): ChatMessage => ({ text, blocks: plain ?? blocks });

const troubled = (o: Outside, fault: Fault): State => {
  const { code, sentence, retry } = ruleFor(fault);
  if (retry === 'later') {
    const looking = run(o, {
      step: step('ask'),
      state: { status: 'running' },
      remark: o(`${sentence} Trying again.`),
    });
    return state(`${code} while it is at work`, runRoot(looking));
  }
  const failed = endedRun(o, { kind: 'failed', reason: o(`${sentence} Nothing was changed.`) });
  return state(`${code} ended it`, runRoot(failed));
};

const roots = (o: Outside): State[] => {
  const rolling = rollingRun(o);
  const queued = run(o, {});
  const done = endedRun(o, { kind: 'succeeded', summary: '2 of 2 tasks are new and running' });
  return [
    state('it was just accepted', runRoot(queued)),
    state(
      'a worker has begun',
      runRoot(run(o, { step: step('check'), state: { status: 'running' }, remark: 'check the service' })),
    ),
    state('ECS replaces the tasks', runRoot(rolling)),
    state('ECS replaces the tasks, where Slack refuses plan blocks', plainly(runRoot(rolling))),
    state(
      'new tasks fail',
      runRoot(
        rollingRun(o, {
          remark: '0 of 2 new tasks are running',
          progress: progress({ running: 0, failed: 1, breaker }),
        }),
      ),
    ),
    state(
      'ECS rolls it back',
      runRoot(rollingRun(o, { remark: 'ECS is rolling back', progress: progress({ failed: 3 }) })),
    ),
    state('ECS waits at a PAUSE hook', runRoot(rollingRun(o, { question: atHook }))),
    state('nothing moves for ten minutes', runRoot(rollingRun(o, { question: stuck(o) }))),
    state('an alarm rings while it is proven', runRoot(rollingRun(o, { question: ringing(o) }))),
    state(
      'alarms are watched, and all is quiet so far',
      runRoot(
        rollingRun(o, {
          state: { status: 'waiting', for: 'timer', until: ACCEPTED + minutes(30) },
          remark: 'No alarm rings; watching alarms for 14 min more',
          progress: progress({ running: 2, pending: 0, old: 0 }),
        }),
      ),
    ),
    ...awaitingRuns(o).map(([when, waiting]) => state(when, runRoot(waiting))),
    state('it asks a person', runRoot(parkedRun(o))),
    state('it asks a person, where Slack refuses plan blocks', plainly(runRoot(parkedRun(o)))),
    state('a person has answered', runRoot(run(o, { step: step('ask'), remark: '' }))),
    ...outcomes(o).map(([when, outcome]) => state(when, runRoot(endedRun(o, outcome)))),
    state(
      'an alarm started it, in staging',
      runRoot(
        run(o, {
          request: {
            target: inStack('staging-us-east-1'),
            actor: { kind: 'alarm', name: o('registry-5xx') },
          },
        }),
      ),
    ),
    state(
      'a schedule started it',
      runRoot(run(o, { request: { actor: { kind: 'schedule', name: o('nightly') } } })),
    ),
    state(
      'Wheelhouse started it, without a reason',
      runRoot(withoutReason(run(o, { request: { actor: { kind: 'system' } } }))),
    ),
    state('Slack was away when it was asked for', runRoot(done, { late: true })),
    state(
      'the bot can’t post where it was asked for',
      runRoot(done, { insteadOf: { channel: OPS, error: 'not_in_channel' } }),
    ),
    state('that channel is archived', runRoot(done, { insteadOf: { channel: OPS, error: 'is_archived' } })),
    state(
      'that channel lets few people post',
      runRoot(done, { insteadOf: { channel: OPS, error: 'restricted_action_read_only_channel' } }),
    ),
    state(
      'Slack refuses for another reason',
      runRoot(done, { insteadOf: { channel: 'D0SOMEBODY', error: o('user_disabled') } }),
    ),
    state('its mirror in the changes channel', runRoot(rolling, { mirrorOf: { channel: OPS } })),
    state(
      'the changes channel can’t be told',
      runRoot(done, { unmirrored: { channel: CHANGES, error: 'channel_not_found' } }),
    ),
    ...awsFaults(o).map((fault) => troubled(o, fault)),
  ];
};

function withoutReason({ request: { reason: _reason, ...request }, ...rest }: Run): Run {
  return { ...rest, request };
}

const preview = (o: Outside, commands: string[]): RunEvent => ({
  kind: 'preview',
  at: ACCEPTED + seconds(2),
  step: step('check'),
  rows: [
    {
      label: 'Image',
      before: `\`latest\` (${o('sha256:3f0c55d1a2b4')})`,
      after: '`v2` (sha256:9b1e6a7c0d2f), pushed 2026-11-21 02:22 UTC, 38 min ago',
      level: 'change',
    },
    {
      label: 'Revision',
      before: 'mcp-gateway-v2-registry:7',
      after: 'mcp-gateway-v2-registry:8, which pins that digest and changes nothing else',
      level: 'change',
    },
    {
      label: 'Tasks',
      after: '2 are replaced, at least 2 keep running, at most 4 run at once',
      level: 'change',
    },
    { label: 'Environment', after: '8 environment variables', level: 'same' },
    { label: 'CPU', after: 'CPU 1024', level: 'same' },
    { label: 'Alarm registry-cpu-high', after: 'rings since 2026-11-21 02:40 UTC', level: 'warning' },
    {
      label: 'Circuit breaker',
      after: 'none: when new tasks fail, ECS goes on trying by itself',
      level: 'warning',
    },
  ],
  commands,
});

const FORCE =
  'aws ecs update-service --region us-east-1 --cluster mcp-gateway-ecs-cluster --service mcp-gateway-v2-registry --force-new-deployment';
const LOOK =
  "aws ecs describe-services --region us-east-1 --cluster mcp-gateway-ecs-cluster --services mcp-gateway-v2-registry --query 'services[0].{deployments:deployments,events:events[:5]}'";

const previewBack = (o: Outside): RunEvent => ({
  kind: 'preview',
  at: ACCEPTED + seconds(2),
  step: step('check'),
  rows: [
    {
      label: 'Image',
      before: 'sha256:9b1e6a7c0d2f',
      after: `sha256:3f0c55d1a2b4 (${o('`v1`')})`,
      level: 'change',
    },
    { label: 'That image', after: 'ran from 3 d ago until 2 h ago, ended well, by #12', level: 'change' },
    {
      label: 'Revision',
      before: 'mcp-gateway-v2-registry:8',
      after: 'mcp-gateway-v2-registry:9, a copy of mcp-gateway-v2-registry:7 that pins it',
      level: 'change',
    },
    { label: 'Tasks', after: '2 are replaced', level: 'change' },
    {
      label: 'Not brought back',
      after: 'network, load balancer, scaling and capacity settings, secrets’ values, databases',
      level: 'warning',
    },
    {
      label: 'May be undone',
      after: 'by the next infrastructure apply (Terraform, CDK), until it names this image',
      level: 'warning',
    },
  ],
  commands: [],
});

const replies = (o: Outside): State[] => {
  const told = (event: RunEvent, timing: 'timely' | 'late' = 'timely'): ChatMessage =>
    runThread(rollingRun(o), { event, index: 1, timing });
  const at = ACCEPTED + seconds(4);
  const effect = (text: string): RunEvent => ({ kind: 'effect', at, step: step('ask'), text });
  const long = told(effect(`${o('ECS began deployment ecs-svc/1.')} ${'It said so again. '.repeat(200)}`));
  return [
    state(
      'something was changed',
      told(effect('ECS began deployment ecs-svc/5550123456789012344 of mcp-gateway-v2-registry:7.')),
    ),
    state(
      'the same, told long afterwards',
      told(effect('ECS began deployment ecs-svc/5550123456789012344 of mcp-gateway-v2-registry:7.'), 'late'),
    ),
    state(
      'something is worth knowing',
      told({
        kind: 'note',
        at,
        step: step('roll'),
        text: `${o('1 task stopped: OutOfMemoryError: container killed (registry exited with 137).')} ECS's circuit breaker is counting.`,
      }),
    ),
    state(
      'something is worth knowing, and could be done by hand meanwhile',
      told({
        kind: 'note',
        at,
        step: step('roll'),
        text: `${o("AWS can't be reached for ecs:DescribeServices.")} Trying again.`,
        commands: [LOOK],
      }),
    ),
    state('somebody answered', told({ kind: 'answered', at, label: 'Roll back', user: 'U0OPERATOR' })),
    state('a deploy is about to change this', told(preview(o, []))),
    state('a rollback is about to change this', told(previewBack(o))),
    state(
      'a dry run ends with the same as commands',
      told(
        preview(o, ['aws ecs register-task-definition --region us-east-1 --cli-input-json file://new.json']),
      ),
    ),
    state(
      'a person is asked',
      told({
        kind: 'question',
        at,
        step: step('ask'),
        text: 'Did ECS begin a new deployment of prod-us-east-1/registry for this run?',
        evidence: evidence(o),
      }),
    ),
    state(
      'a person is asked, and could do it by hand meanwhile',
      told({
        kind: 'question',
        at,
        step: step('ask'),
        text: 'Did ECS begin a new deployment of prod-us-east-1/registry for this run?',
        evidence: evidence(o),
        commands: [FORCE, LOOK],
      }),
    ),
    ...approvalEvents(o).map(([when, event]) => state(when, told(event))),
    ...outcomes(o).map(([when, outcome]) =>
      state(when, told({ kind: 'end', at: ACCEPTED + seconds(72), outcome })),
    ),
    state('it is too long for a message', long),
    state('it is too long, and Slack doesn’t take the file', long.file?.refused ?? long),
  ];
};

/** The messages of runs. */
export const runEntries = (o: Outside): Entry[] => [
  { title: 'The root message of a run', view: runRoot, seenBy: 'channel', states: roots(o) },
  { title: 'What is told in its thread', view: runThread, seenBy: 'thread', states: replies(o) },
];
