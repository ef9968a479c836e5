import { IncidentNumber } from '../../../src/domain/alarm/incident.ts';
import { type AuditLine, GENESIS } from '../../../src/domain/audit/chain.ts';
import type { AuditEntry } from '../../../src/domain/audit/entry.ts';
import { minutes, seconds } from '../../../src/domain/clock.ts';
import { RunId, StepId } from '../../../src/domain/ids.ts';
import { auditMessage } from '../../../src/views/reply/audit.ts';
import { type Entry, type Outside, type State, state } from '../entry.ts';
import { ACCEPTED } from './values.ts';

const AT = ACCEPTED + minutes(12);
const RUN = RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV');
const by = {
  actor: { kind: 'slack', team: 'T0WHEEL01', user: 'U0OPERATOR' },
  origin: { channel: 'C0OPSPROD' },
} as const;
const itself = { actor: { kind: 'system' }, origin: {} } as const;
const step = StepId.parse('ask-ecs');

/** The newest first, each a little older than the one before. */
const lines = (entries: readonly unknown[]): AuditLine[] =>
  entries.map((entry, i) => ({
    seq: 100 - i,
    at: AT - seconds(20 * i),
    number: 1042,
    prev: GENESIS.hash,
    hash: GENESIS.hash,
    entry,
  }));

const effect = (outcome: Extract<AuditEntry, { kind: 'effect' }>['outcome']): AuditEntry => ({
  kind: 'effect',
  ...by,
  run: RUN,
  step,
  call: 'ecs:UpdateService',
  outcome,
});
const fault = (o: Outside) => ({
  call: 'ecs:UpdateService',
  detail: o('slow down'),
  requestId: o('8f2c-11'),
});

const ofRun = (o: Outside): AuditEntry[] => [
  { kind: 'end', ...by, run: RUN, outcome: { kind: 'succeeded', summary: o('2 tasks replaced') } },
  effect({
    kind: 'happened',
    found: 'answer',
    effect: o('ECS began a deployment.'),
    requests: [o('8f2c-10')],
  }),
  effect({ kind: 'begun', intent: {} }),
  {
    kind: 'request',
    ...by,
    asked: { operation: 'restart', target: 'prod-us-east-1/registry' },
    outcome: { kind: 'accepted', run: RUN },
  },
];

const ofDoubt = (o: Outside): AuditEntry[] => [
  { kind: 'end', ...by, run: RUN, outcome: { kind: 'cancelled', reason: o('abandoned') } },
  { kind: 'signal', ...by, run: RUN, signal: 'resume', said: 'abandon' },
  { kind: 'signal', ...by, run: RUN, signal: 'answer', said: o('continue') },
  { kind: 'signal', ...by, run: RUN, signal: 'cancel' },
  { kind: 'signal', ...by, run: RUN, signal: 'yield', said: '#1043 rollback' },
  effect({ kind: 'happened', found: 'read-back', effect: o('found'), requests: [] }),
  effect({ kind: 'unclear', fault: { kind: 'unanswered', ...fault(o) } }),
  effect({ kind: 'failed', fault: { kind: 'throttled', ...fault(o) } }),
  effect({ kind: 'no-trace' }),
  effect({ kind: 'not-sent' }),
];

const ofAuthority = (o: Outside): unknown[] => [
  {
    kind: 'request',
    ...by,
    asked: { words: o('restart everything --force') },
    outcome: { kind: 'refused', why: 'not-in-role', said: o('You may not.') },
  },
  {
    kind: 'request',
    ...by,
    asked: {},
    outcome: { kind: 'refused', why: 'guest', said: o('Not for guests.') },
  },
  { kind: 'hold', ...by, hold: 'freeze', scope: { kind: 'all' }, outcome: { kind: 'lifted' } },
  {
    kind: 'hold',
    ...by,
    hold: 'freeze',
    scope: { kind: 'environment', environment: 'production' },
    outcome: { kind: 'placed', reason: o('peak sales'), until: AT + minutes(60) },
  },
  {
    kind: 'hold',
    ...itself,
    hold: 'lock',
    scope: { kind: 'all' },
    outcome: { kind: 'placed', reason: o('rolled back') },
  },
  {
    kind: 'policy',
    ...itself,
    outcome: {
      kind: 'changed',
      digest: GENESIS.hash,
      changes: [{ path: 'access.mayStart', before: o('["U1"]'), after: o('["U1","U2"]') }],
    },
  },
  { kind: 'policy', ...itself, outcome: { kind: 'loaded', digest: GENESIS.hash } },
  { kind: 'cut', ...itself, upTo: 12 },
  { kind: o('decision') },
];

const ofAlarms = (o: Outside): AuditEntry[] => {
  const scope = { kind: 'stack', name: o('prod-us-east-1') } as const;
  const alarm = { kind: 'alarm', ...by } as const;
  const seen = { by: by.actor, at: AT, note: o('it was the load test, fine') };
  return [
    { ...alarm, outcome: { kind: 'reviewed', act: 'silence', name: scope.name, ...seen } },
    { ...alarm, outcome: { kind: 'reviewed', act: 'acknowledge', name: 'A17', ...seen } },
    { ...alarm, outcome: { kind: 'silence-lifted', scope } },
    { ...alarm, outcome: { kind: 'silenced', scope, until: AT + minutes(60), reason: o('load test') } },
    { ...alarm, incident: IncidentNumber.parse(17), outcome: { kind: 'acknowledged' } },
  ];
};

const read = (entries: readonly unknown[], more: { readonly run?: number; readonly user?: string } = {}) =>
  auditMessage({ lines: lines(entries), at: AT, from: AT - minutes(60), extent: 'all', ...more });

const audit = (o: Outside): State[] => [
  state('of a run that went well', read(ofRun(o), { run: 1042 })),
  state('of a run in doubt, and all that people said to it', read(ofDoubt(o), { run: 1042 })),
  state('refusals, freezes, policies, and an entry of a later build', read(ofAuthority(o))),
  state('what was done about alarms, and looked at', read(ofAlarms(o))),
  state('of one person', read(ofRun(o), { user: 'U0OPERATOR' })),
  state('there is none', read([])),
  state(
    'older ones were not looked at',
    auditMessage({ lines: lines(ofRun(o)), at: AT, from: AT - minutes(60), extent: 'newest' }),
  ),
];

/** What people read who ask what the audit says. */
export const auditEntries = (o: Outside): Entry[] => [
  {
    title: '`audit`: who asked for what, and what was done',
    view: auditMessage,
    seenBy: 'person',
    states: audit(o),
  },
];
