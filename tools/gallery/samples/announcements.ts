import { IncidentNumber } from '../../../src/domain/alarm/incident.ts';
import type { Announced } from '../../../src/domain/announcement/announcement.ts';
import type { PolicyChange } from '../../../src/domain/audit/entry.ts';
import { minutes } from '../../../src/domain/clock.ts';
import { announcementMessage } from '../../../src/views/announcement/announcement-message.ts';
import { type Entry, type Outside, state } from '../entry.ts';
import { silence } from './alarm-replies.ts';
import { ACCEPTED, OPS } from './values.ts';

const at = ACCEPTED - minutes(90);
const rule = (role: string) =>
  ({
    role,
    may: ['restart', 'cancel'],
    where: { kind: 'places', environments: ['staging'], stacks: [] },
  }) as const;

const changes = (o: Outside): PolicyChange[] => [
  { path: 'access.mode', before: '"operate"', after: '"read-only"' },
  { path: 'access.roles.approver.users', before: '["U0DEPUTY"]', after: '["U0DEPUTY","U0NEWUSER"]' },
  {
    path: 'access.rules',
    before: JSON.stringify([rule('on-call')]),
    after: JSON.stringify([rule(o('crew'))]),
  },
  { path: 'announcedIn', before: '["C0CHANGES"]', after: '[]' },
  { path: 'policy.onAlarm', after: '"roll-back"' },
];
const many: PolicyChange[] = Array.from({ length: 14 }, (_, n) => ({
  path: `access.roles.team-${n + 1}.groups`,
  before: '["S0OLD"]',
  after: '["S0NEW"]',
}));

/** What people must see once, whether they asked or not. */
export const announcementEntries = (o: Outside): readonly Entry[] => [
  {
    title: 'Announcements',
    view: announcementMessage,
    seenBy: 'everybody',
    states: [
      state(
        'the policy has changed',
        announcementMessage({ kind: 'policy-changed', changes: changes(o) }, { at, timing: 'timely' }),
      ),
      state(
        'the policy has changed in many places, told late',
        announcementMessage({ kind: 'policy-changed', changes: many }, { at, timing: 'late' }),
      ),
      state(
        'the audit was broken and goes on',
        announcementMessage(
          {
            kind: 'audit-repaired',
            by: o('alice@ops-1'),
            reason: o('Redis came back from last night’s backup'),
            found:
              'broken at line 1,043: the end is cut off, entry 1,043 is missing and the exported head is 1,051',
          },
          { at, timing: 'timely' },
        ),
      ),
      state(
        'nobody has acknowledged an alarm',
        announcementMessage(
          {
            ...{ kind: 'alarm-escalated', incident: IncidentNumber.parse(17), channel: OPS },
            ...{ name: o('registry cpu-high'), severity: 'critical', stack: 'prod-us-east-1', since: at },
          },
          { at, timing: 'timely' },
        ),
      ),
      state(
        'a silence is over',
        announcementMessage(
          { kind: 'silence-ended', silence: silence(o), ringing: [IncidentNumber.parse(17)] },
          { at, timing: 'timely' },
        ),
      ),
      state(
        'a silence is over, and all is quiet',
        announcementMessage(
          { kind: 'silence-ended', silence: silence(o), ringing: [] },
          { at, timing: 'timely' },
        ),
      ),
      state(
        'something that is no alarm came',
        announcementMessage(
          foreign(o('AWS Budgets: 80 % are spent'), o('Dear customer,\nyour budget is nearly spent.')),
          {
            at,
            timing: 'timely',
          },
        ),
      ),
      state(
        'something long that is no alarm came',
        announcementMessage(
          foreign(undefined, Array.from({ length: 30 }, (_, n) => `line ${n + 1}`).join('\n')),
          {
            at,
            timing: 'late',
          },
        ),
      ),
      state(
        'the alarm that is set off each day didn’t come',
        announcementMessage(
          {
            kind: 'alarms-late',
            what: { kind: 'synthetic', alarm: o('wheelhouse-heartbeat'), sentAt: at, within: minutes(2) },
          },
          { at, timing: 'timely' },
        ),
      ),
      state(
        'in a run’s thread: an alarm rings soon after it deployed',
        announcementMessage(
          {
            kind: 'alarm-after-deploy',
            incident: IncidentNumber.parse(17),
            channel: OPS,
            name: o('registry cpu-high'),
            severity: 'critical',
            since: at,
            deployedAt: at - minutes(12),
          },
          { at, timing: 'timely' },
        ),
      ),
      state(
        'a dead-letter queue isn’t empty',
        announcementMessage(
          { kind: 'alarms-late', what: { kind: 'dead-letters', queue: o('alarms-dead'), count: 3 } },
          { at, timing: 'timely' },
        ),
      ),
    ],
  },
];

const foreign = (subject: string | undefined, text: string): Announced => ({
  kind: 'foreign-notice',
  notice: { kind: 'other', ...(subject === undefined ? {} : { subject }), text, at },
});
