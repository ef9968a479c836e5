import type { Verdict } from '../../../src/domain/approval/decision.ts';
import { type MayDecide, mayDecide } from '../../../src/domain/approval/may-decide.ts';
import type { Pending } from '../../../src/domain/approval/pending.ts';
import { Subject } from '../../../src/domain/approval/subject.ts';
import { minutes, seconds } from '../../../src/domain/clock.ts';
import { DECISION_REASON_BLOCK } from '../../../src/domain/forms/blocks.ts';
import { type MembershipOf, standingOf } from '../../../src/domain/guard/standing.ts';
import { RunNumber } from '../../../src/domain/ids.ts';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import type { Approval, Question } from '../../../src/domain/run/question.ts';
import type { Run } from '../../../src/domain/run/run.ts';
import { decisionView } from '../../../src/views/approval/decision-view.ts';
import { glassTooEarly, mayNotDecide } from '../../../src/views/approval/may-not-decide.ts';
import {
  decisionMessage,
  decisionOffer,
  notWaiting,
  whichDecision,
} from '../../../src/views/reply/decision.ts';
import { type Entry, modal, type Outside, type State, state } from '../entry.ts';
import { heldAtHook, hookEvents } from './hook-approval.ts';
import { ACCEPTED, NUMBER, run, step } from './values.ts';

const TEAM = 'T0WHEEL01';
const APPROVER = 'U0APPROVER';
const GROUP = 'S0APPROVERS';
const SUBJECT = Subject.parse('9f'.repeat(32));
const [OLD, NEW, NEWER] = ['3f', '9b', 'c4'].map((byte) => `sha256:${byte.repeat(32)}`);

/** What waits for consent. */
const approval = (o: Outside, more: Partial<Approval> = {}): Approval => ({
  subject: SUBJECT,
  decided: {
    change: 'deploy',
    rows: [
      { label: 'Image', before: OLD ?? '', after: NEW ?? '' },
      { label: 'Tag', after: o('v2') },
      { label: 'Repository', after: '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry' },
      { label: 'Settings of', after: 'mcp-gateway-v2-registry:7' },
    ],
  },
  people: 1,
  from: ['approver'],
  groups: [GROUP],
  by: [],
  until: ACCEPTED + minutes(30),
  glassFrom: ACCEPTED + minutes(10),
  ...more,
});

const held = (o: Outside): Approval => heldAtHook(o, approval(o), NEW ?? '');

const asks = (of: Approval, more: Partial<Question> = {}): Question => ({
  key: `approval-${of.subject}`,
  text: 'Waiting for an approval',
  at: ACCEPTED,
  choices: [],
  offers: [],
  approval: of,
  ...more,
});

/** A deployment that waits for consent. */
export const awaitingRun = (o: Outside, of = approval(o), more: Partial<Question> = {}): Run =>
  run(o, {
    step: step('ask'),
    state: { status: 'waiting', for: 'approval', until: of.until },
    question: asks(of, more),
    request: { operation: 'deploy' },
  });

/** How its root looks, by what is known of it. */
export const awaitingRuns = (o: Outside): readonly (readonly [string, Run])[] => [
  ['it waits for an approval', awaitingRun(o)],
  ['one of two people has approved it', awaitingRun(o, approval(o, { people: 2, by: [APPROVER] }))],
  [
    'nobody has decided for ten minutes',
    awaitingRun(o, approval(o), {
      offers: [{ label: 'Break glass', words: 'break-glass 1042', style: 'danger' }],
    }),
  ],
  [
    'ECS holds it at a PAUSE hook meanwhile',
    awaitingRun(o, held(o), {
      choices: [
        {
          answer: 'back',
          label: 'Roll back',
          style: 'danger',
          confirm: 'ECS stops this deployment and brings back the tasks from before.',
        },
      ],
    }),
  ],
  ['no PAUSE hook would hold it', awaitingRun(o, approval(o, { early: 'no-hook' }))],
  [
    'what it does can only be told at length',
    awaitingRun(o, approval(o, { decided: { change: 'rollback-to', rows: longRows(o) } })),
  ],
];

const longRows = (o: Outside) => [
  { label: 'Taken back', after: o('mcp-gateway-v2-registry:8 (ecs-svc/5550123456789012345)') },
  { label: 'Image', after: OLD ?? '' },
];

/** What its thread tells. */
export function approvalEvents(o: Outside): readonly (readonly [string, RunEvent])[] {
  const at = ACCEPTED + seconds(4);
  const asked = { kind: 'approval-asked', at, step: step('ask'), approval: approval(o) } as const;
  const decided = (verdict: Verdict, reason?: string): RunEvent => ({
    kind: 'decided',
    at,
    user: APPROVER,
    verdict,
    ...(reason === undefined ? {} : { reason: o(reason) }),
  });
  const rejected = `<@${APPROVER}> rejected it: ${o('not before the release')}. Nothing was changed.`;
  return [
    ['an approval is asked for', asked],
    ['two approvals are asked for', { ...asked, approval: approval(o, { people: 2 }) }],
    ...hookEvents(o, asked, held(o)),
    [
      'what was asked before is void',
      { ...asked, changed: [{ label: 'Image', before: `${OLD} → ${NEW}`, after: `${OLD} → ${NEWER}` }] },
    ],
    ['nobody has decided yet', { kind: 'approval-waits', at, step: step('ask'), approval: approval(o) }],
    [
      'one of two people has decided',
      {
        kind: 'approval-waits',
        at,
        step: step('ask'),
        approval: approval(o, { people: 2, by: [APPROVER] }),
      },
    ],
    ['somebody approved it', decided('approve')],
    ['somebody rejected it', decided('reject', 'not before the release')],
    ['somebody broke the glass', decided('break-glass', 'checkout is down')],
    [
      'it ends since somebody rejected it',
      { kind: 'end', at, outcome: { kind: 'rejected', reason: rejected } },
    ],
    [
      'it ends since nobody decided',
      {
        kind: 'end',
        at: ACCEPTED + minutes(30),
        outcome: { kind: 'expired', reason: 'Nobody decided for 30 min. Nothing was changed.' },
      },
    ],
  ];
}

const pending = (o: Outside, of = approval(o)): Pending => ({
  run: awaitingRun(o, of),
  approval: of,
  subject: of.subject,
});

const form = (o: Outside, verdict: Verdict, of?: Approval, reason?: string) =>
  decisionView(pending(o, of), verdict, { run: NUMBER, subject: SUBJECT, verdict }, reason);

const forms = (o: Outside): State[] => [
  modal('somebody wants to approve', form(o, 'approve')),
  modal('the second of two', form(o, 'approve', approval(o, { people: 2, by: [APPROVER] }))),
  modal('ECS holds it at a PAUSE hook meanwhile', form(o, 'approve', held(o))),
  modal('somebody wants to go on without', form(o, 'break-glass', undefined, o('checkout is down'))),
  modal('somebody hands that in without a reason', form(o, 'break-glass'), {
    [DECISION_REASON_BLOCK]: 'Say why it can’t wait.',
  }),
];

const policy: AccessPolicy = {
  team: TEAM,
  mode: 'operate',
  roles: [
    { name: 'approver', takes: 'both', groups: [GROUP], users: [APPROVER] },
    { name: 'break-glass', takes: 'both', groups: ['S0INCIDENT'], users: ['U0LEAD'] },
  ],
  rules: [],
  approvals: [],
  reviews: [],
  people: [],
};

/** A refusal as the policy of these samples gives it. */
function denied(
  verdict: Verdict,
  { of = policy, user = 'U0NEWUSER', team = TEAM, membershipOf = () => 'out' }: Asker = {},
): Extract<MayDecide, { kind: 'no' }> {
  const may = mayDecide(of, standingOf(of, { kind: 'slack', team, user }, membershipOf), {
    verdict,
    requirement: { people: 1, from: ['approver'] },
    requester: { kind: 'slack', team: TEAM, user: 'U0OPERATOR' },
  });
  if (may.kind === 'yes') throw new Error('the sample is allowed');
  return may;
}

interface Asker {
  readonly of?: AccessPolicy;
  readonly user?: string;
  readonly team?: string;
  readonly membershipOf?: MembershipOf;
}

const refusals = (): State[] => {
  const from = policy.roles.filter(({ name }) => name === 'approver');
  const said = (when: string, verdict: Verdict, asker?: Asker): State =>
    state(when, mayNotDecide(NUMBER, verdict, denied(verdict, asker), from));
  return [
    said('they asked for it themselves', 'approve', { user: 'U0OPERATOR' }),
    said('they aren’t an approver', 'approve'),
    said('they may not reject', 'reject'),
    said('they may not break the glass', 'break-glass'),
    said('Slack doesn’t say who is in the group', 'approve', {
      user: APPROVER,
      membershipOf: () => 'unknown',
    }),
    said('the bot changes nothing', 'approve', { of: { ...policy, mode: 'read-only' } }),
    said('they are of another workspace', 'approve', { team: 'T0ELSEWHERE' }),
  ];
};

const answers = (): State[] => [
  state('it is approved', decisionMessage(NUMBER, 'approve', { kind: 'taken', lacks: 0 })),
  state('one more must', decisionMessage(NUMBER, 'approve', { kind: 'taken', lacks: 1 })),
  state('it is rejected', decisionMessage(NUMBER, 'reject', { kind: 'taken', lacks: 0 })),
  state('the glass is broken', decisionMessage(NUMBER, 'break-glass', { kind: 'taken', lacks: 0 })),
  state('they have decided before', decisionMessage(NUMBER, 'approve', { kind: 'again' })),
  state('its time is over', decisionMessage(NUMBER, 'approve', { kind: 'late' })),
  state('it would do something else by now', decisionMessage(NUMBER, 'approve', { kind: 'changed' })),
  state('somebody else was faster', decisionMessage(NUMBER, 'approve', { kind: 'not-asked' })),
  state('there is no such run', decisionMessage(NUMBER, 'approve', { kind: 'unknown-run' })),
];

const several = (o: Outside): State[] => {
  const waiting = Array.from({ length: 7 }, (_, i) => ({
    ...awaitingRun(o),
    number: RunNumber.parse(NUMBER + i),
  }));
  return [
    state('two runs wait', whichDecision('approve', waiting.slice(0, 2))),
    state('many wait', whichDecision('reject', waiting)),
    state('none waits', whichDecision('approve', [])),
  ];
};

/** What people read and fill in who decide on a run. */
export const approvalEntries = (o: Outside): Entry[] => [
  { title: 'Deciding on a run', view: decisionView, seenBy: 'opener', states: forms(o) },
  {
    title: 'A decision that somebody may not take',
    view: mayNotDecide,
    seenBy: 'person',
    states: refusals(),
  },
  {
    title: 'Breaking the glass too early',
    view: glassTooEarly,
    seenBy: 'person',
    states: [state('ten minutes haven’t passed', glassTooEarly(NUMBER, ACCEPTED + minutes(10)))],
  },
  { title: 'What became of a decision', view: decisionMessage, seenBy: 'person', states: answers() },
  {
    title: 'A decision on what waits for none',
    view: notWaiting,
    seenBy: 'person',
    states: [state('it is decided already', notWaiting(NUMBER))],
  },
  { title: 'Which run is decided on', view: whichDecision, seenBy: 'person', states: several(o) },
  {
    title: 'A decision that a form must be opened for',
    view: decisionOffer,
    seenBy: 'person',
    states: [
      state('approving, after a mention', decisionOffer(awaitingRun(o), 'approve')),
      state('breaking the glass', decisionOffer(awaitingRun(o), 'break-glass')),
    ],
  },
];
