import type { PolicyChange } from '../../../src/domain/audit/entry.ts';
import { minutes } from '../../../src/domain/clock.ts';
import { announcementMessage } from '../../../src/views/announcement/announcement-message.ts';
import { type Entry, type Outside, state } from '../entry.ts';
import { ACCEPTED } from './values.ts';

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
    ],
  },
];
