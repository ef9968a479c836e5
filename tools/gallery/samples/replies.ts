import { hours, minutes, seconds } from '../../../src/domain/clock.ts';
import { flagsOf } from '../../../src/domain/grammar/flags.ts';
import { RunNumber } from '../../../src/domain/ids.ts';
import type { ServiceSnapshot } from '../../../src/domain/rollout/service-snapshot.ts';
import type { JournalEntry } from '../../../src/domain/run/journal.ts';
import { scale } from '../../../src/jobs/operations/scale.ts';
import { accepted, alreadyAccepted } from '../../../src/views/reply/accepted.ts';
import { cancelAsked } from '../../../src/views/reply/cancelled.ts';
import { helpMessage, type VerbHelp, verbHelpMessage } from '../../../src/views/reply/help.ts';
import { answeredMessage, chosenMessage } from '../../../src/views/reply/resumed.ts';
import { runDetails } from '../../../src/views/reply/run-details.ts';
import { runsMessage } from '../../../src/views/reply/runs.ts';
import { type ServiceStatus, statusMessage } from '../../../src/views/reply/status.ts';
import { type Entry, type Outside, type State, state } from '../entry.ts';
import { ringing } from './alarms.ts';
import { freeze, lock } from './holds.ts';
import { endedRun, parkedRun, rollingRun, stuck } from './runs.ts';
import { ACCEPTED, NUMBER, operation, operationFlags, outcomes, registry, run, step } from './values.ts';

const AT = ACCEPTED + minutes(12);

const STATUS_HELP: VerbHelp = {
  name: 'status',
  summary: 'how a service is: tasks, revision, last event, what holds it',
  example: 'status registry',
};

/** A service as ECS shows it; steady unless told. */
function snapshot(o: Outside, more: Partial<ServiceSnapshot> = {}, failed = 0): ServiceSnapshot {
  const taskDefinition = 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:7';
  return {
    status: 'ACTIVE',
    controller: 'ECS',
    taskDefinition,
    desired: 2,
    running: 2,
    pending: 0,
    deployments: [
      {
        id: 'ecs-svc/1',
        status: 'PRIMARY',
        taskDefinition,
        desired: 2,
        running: 2,
        pending: 0,
        failed,
        rolloutState: failed > 0 ? 'IN_PROGRESS' : 'COMPLETED',
        createdAt: ACCEPTED - hours(26),
      },
    ],
    breaker: 'off',
    events: [{ at: ACCEPTED, message: o('(service mcp-gateway-v2-registry) has reached a steady state.') }],
    ...more,
  };
}

/** The deployment that is being replaced. */
const OLD = {
  id: 'ecs-svc/0',
  status: 'ACTIVE',
  taskDefinition: 'mcp-gateway-v2-registry:6',
  desired: 2,
  running: 2,
  pending: 0,
  failed: 0,
  createdAt: ACCEPTED - hours(50),
} as const;

const RUNS = {
  container: 'registry',
  image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry:latest',
  digest: `sha256:${'ab'.repeat(32)}`,
};

const statuses = (o: Outside): State[] => {
  const say = (when: string, more: Partial<ServiceStatus> = {}): State =>
    state(
      when,
      statusMessage({
        target: registry,
        snapshot: snapshot(o),
        image: { kind: 'read', image: RUNS },
        alarms: { ringing: [], missing: [] },
        holder: 'nobody',
        holds: [],
        at: AT,
        ...more,
      }),
    );
  return [
    say('all is well'),
    say('a run holds it and replaces its tasks', {
      snapshot: snapshot(o, { running: 3, pending: 1, deployments: [...snapshot(o).deployments, OLD] }),
      holder: rollingRun(o),
    }),
    say('the run that holds it asks something', {
      holder: rollingRun(o, { question: stuck(o) }),
    }),
    say('the run that holds it is parked', { holder: parkedRun(o) }),
    say('its tag has moved, and it is outside its autoscaling range', {
      image: {
        kind: 'read',
        image: RUNS,
        moved: { digest: `sha256:${'cd'.repeat(32)}`, pushedAt: AT - minutes(40) },
      },
      range: { min: 3, max: 6, suspended: [] },
    }),
    say('its image can’t be read', {
      image: {
        kind: 'unknown',
        why: `AWS refused ecs:DescribeServiceRevisions: ${o('the role lacks it')}.`,
      },
    }),
    say('alarms ring, and one that is listed isn’t there', { alarms: ringing(o) }),
    say('its alarms can’t be read', { alarms: 'unknown' }),
    say('it is frozen with its environment, and locked', { holds: [freeze(o), lock(o)] }),
    say('its new tasks fail', { snapshot: snapshot(o, {}, 2), holder: rollingRun(o) }),
    say('tasks are missing', { snapshot: snapshot(o, { running: 1 }) }),
    say('it is scaled to 0', { snapshot: snapshot(o, { desired: 0, running: 0 }) }),
    say('it is being deleted', {
      snapshot: snapshot(o, { status: 'DRAINING', deployments: [], events: [] }),
    }),
    say('Redis can’t be read', { holder: 'unknown', holds: 'unknown' }),
  ];
};

const journal: readonly JournalEntry[] = [
  { kind: 'begun', step: step('check'), at: ACCEPTED + seconds(1), deadline: ACCEPTED + minutes(2) },
  { kind: 'done', step: step('check'), at: ACCEPTED + seconds(2), output: {} },
  { kind: 'begun', step: step('ask'), at: ACCEPTED + seconds(2), deadline: ACCEPTED + minutes(7) },
  { kind: 'intent', step: step('ask'), at: ACCEPTED + seconds(2), intent: {} },
  { kind: 'intent', step: step('ask'), at: ACCEPTED + seconds(3), intent: {} },
  { kind: 'done', step: step('ask'), at: ACCEPTED + seconds(4), output: {} },
  { kind: 'begun', step: step('find'), at: ACCEPTED + seconds(4), deadline: ACCEPTED + minutes(9) },
  { kind: 'done', step: step('find'), at: ACCEPTED + seconds(6), output: {} },
  { kind: 'begun', step: step('roll'), at: ACCEPTED + seconds(6), deadline: ACCEPTED + minutes(36) },
];

const details = (o: Outside): State[] => [
  state('it is under way', runDetails(rollingRun(o), journal)),
  state('it asks a person', runDetails(parkedRun(o), journal.slice(0, 4))),
  state(
    'it has ended',
    runDetails(endedRun(o, { kind: 'failed', reason: o('The service was not active.') }), journal),
  ),
];

const lists = (o: Outside): State[] => [
  state(
    'something ran',
    runsMessage(
      'The last runs',
      [
        run(o, {}),
        rollingRun(o),
        parkedRun(o),
        ...outcomes(o)
          .slice(0, 4)
          .map(([, outcome]) => endedRun(o, outcome)),
      ].map((one, i) => ({ ...one, number: RunNumber.parse(1042 - i) })),
      AT,
    ),
  ),
  state('nothing is under way', runsMessage('Unfinished runs', [], AT)),
];

/** What people read in answer to a request that was understood. */
export const replyEntries = (o: Outside): Entry[] => [
  {
    title: 'A run was accepted',
    view: accepted,
    seenBy: 'person',
    states: [state('it is stored', accepted(NUMBER, operation.name, registry))],
  },
  {
    title: 'The same request again',
    view: alreadyAccepted,
    seenBy: 'person',
    states: [state('Slack delivered it twice, or a button was clicked twice', alreadyAccepted(NUMBER))],
  },
  { title: '`status`: how a service is', view: statusMessage, seenBy: 'person', states: statuses(o) },
  { title: '`runs`: what runs and what ran', view: runsMessage, seenBy: 'person', states: lists(o) },
  { title: '`show`: one run with its steps', view: runDetails, seenBy: 'person', states: details(o) },
  {
    title: '`cancel`: what became of the wish',
    view: cancelAsked,
    seenBy: 'person',
    states: [
      state('the run is under way', cancelAsked(NUMBER, { kind: 'asked' })),
      state('it was waiting for an answer', cancelAsked(NUMBER, { kind: 'abandoned' })),
      state('it is over', cancelAsked(NUMBER, { kind: 'ended' })),
      state('there is none', cancelAsked(NUMBER, { kind: 'unknown-run' })),
    ],
  },
  {
    title: '`resume`: what became of the answer to a run that asks while it goes on',
    view: chosenMessage,
    seenBy: 'person',
    states: [
      state('it is taken', chosenMessage(NUMBER, { kind: 'taken', label: 'Continue' })),
      state(
        'it takes other answers',
        chosenMessage(NUMBER, { kind: 'no-such-answer', answers: ['continue', 'back'] }),
      ),
      state(
        'going on takes an approval',
        chosenMessage(NUMBER, { kind: 'needs-approval', from: ['approver'], answers: ['back'] }),
      ),
      state('somebody was first', chosenMessage(NUMBER, { kind: 'not-asked' })),
      state('there is no such run', chosenMessage(NUMBER, { kind: 'unknown-run' })),
    ],
  },
  {
    title: '`resume`: what became of the answer',
    view: answeredMessage,
    seenBy: 'person',
    states: [
      state('it happened', answeredMessage(NUMBER, 'happened', { kind: 'taken' })),
      state('it didn’t', answeredMessage(NUMBER, 'did-not-happen', { kind: 'taken' })),
      state('it is abandoned', answeredMessage(NUMBER, 'abandon', { kind: 'taken' })),
      state('somebody was faster', answeredMessage(NUMBER, 'happened', { kind: 'not-parked' })),
      state('there is none', answeredMessage(NUMBER, 'happened', { kind: 'unknown-run' })),
    ],
  },
  {
    title: '`help`: all verbs',
    view: helpMessage,
    seenBy: 'person',
    states: [state('anybody asks; some of the verbs', helpMessage([STATUS_HELP, operation]))],
  },
  {
    title: '`restart --help`: one verb',
    view: verbHelpMessage,
    seenBy: 'person',
    states: [
      state('it has flags', verbHelpMessage(operation, operationFlags)),
      state('a word stands after its target', verbHelpMessage(scale.spec, flagsOf(scale.spec))),
      state('it has none', verbHelpMessage(STATUS_HELP, [])),
    ],
  },
];
