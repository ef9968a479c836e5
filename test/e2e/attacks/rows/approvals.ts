import { OPERATOR } from '../../../support/values.ts';
import { STRANGER } from '../../../support/wheelhouse.ts';
import {
  APPROVER,
  type ApprovalGround,
  BREAKER,
  GROUPED,
  LEFT,
  LISTED,
  messageOf,
  OPERATOR_TOO,
  SECOND,
} from '../approvals/ground.ts';
import type { Attack, Theme } from '../attack.ts';
import type { HandedIn } from '../ground.ts';
import { says } from './says.ts';

type Row = Attack<ApprovalGround>;

const FOREIGN = { id: APPROVER, team_id: 'T0ELSEWHERE' };
const STRANGE = /can't read this form/;

/** Somebody decides by words who may not, or on what can't be decided. */
const asks = (
  name: string,
  user: string,
  words: string,
  answer: RegExp,
  audited = 'not-in-role',
  never?: RegExp,
): Row => says(name, user, words, answer, audited, never);

/** A real form of #1, handed in otherwise than it was handed out. */
const forges = (
  name: string,
  change: (hidden: string) => string,
  { opener = APPROVER, ...who }: HandedIn = {},
): Row => ({
  name,
  send: async ({ opened, submits }) => {
    const view = await opened('approve 1', opener);
    return submits({ ...view, private_metadata: change(view.private_metadata) }, who.user ?? opener);
  },
  told: { status: 200, answer: STRANGE },
  leaves: { audited: 'forged-form' },
});

/** What a form carries, with another text in it and the seal left as it was. */
const carrying = (from: RegExp, to: string) => (hidden: string) => {
  const changed = hidden.replace(from, () => to);
  if (changed === hidden) throw new Error(`nothing was changed in ${changed}`);
  return changed;
};

/** A click on the message of a run. */
const clicks = (
  name: string,
  user: string,
  words: string,
  run: number,
  whisper: RegExp,
  audited: string,
): Row => ({
  name,
  send: (ground) => ground.click(words, { user, ts: messageOf(ground, run) }),
  told: { status: 200, whisper, to: user },
  leaves: { audited },
});

const OWN = /You asked for #1 yourself/;
const NOT_APPROVE = /You may not approve #1/;
const NONE = /doesn't wait for an approval/;

const attacks: readonly Row[] = [
  asks('who asked approves', OPERATOR, 'approve 1', OWN, 'own-request'),
  clicks('who asked clicks on Approve', OPERATOR, 'approve 1', 1, OWN, 'own-request'),
  asks('who asked approves by their other account', OPERATOR_TOO, 'approve 1', OWN, 'own-request'),
  clicks('the other account clicks on Approve', OPERATOR_TOO, 'approve 1', 1, OWN, 'own-request'),
  asks('a stranger approves', STRANGER, 'approve 1', NOT_APPROVE),
  clicks('a stranger clicks on Approve', STRANGER, 'approve 1', 1, NOT_APPROVE, 'not-in-role'),
  asks('a stranger rejects', STRANGER, 'reject 1', /You may not reject #1/),
  asks('a stranger breaks the glass', STRANGER, 'break-glass 1', /You may not break the glass for #1/),
  asks(
    'a stranger rejects, with words that would come to life',
    STRANGER,
    'reject 1 --reason "<!channel>\n<https://evil.example|your bank>"',
    /You may not reject #1/,
    'not-in-role',
    /evil/,
  ),
  {
    name: 'an approver’s user id, of another workspace',
    send: ({ click }) =>
      click('approve 1', { user: APPROVER, over: { user: FOREIGN, team: { id: 'T0ELSEWHERE' } } }),
    told: { status: 200, whisper: /this bot's own workspace/, to: APPROVER },
    leaves: { audited: 'foreign-team' },
  },
  {
    name: 'an approver’s form, handed in from another workspace',
    send: async ({ opened, submits }) =>
      submits(await opened('approve 1', APPROVER), APPROVER, {
        user: FOREIGN,
        team: { id: 'T0ELSEWHERE' },
      }),
    told: { status: 200, answer: /this bot's own workspace/ },
    leaves: { audited: 'foreign-team' },
  },
  asks('somebody approves who is listed, and left the group', LEFT, 'approve 1', NOT_APPROVE),
  {
    name: 'somebody hands in the form that they opened before they left the group',
    send: ({ submits, kept }) => submits(kept.left, LEFT),
    told: { status: 200, answer: NOT_APPROVE },
    leaves: { audited: 'not-in-role' },
  },
  asks('somebody approves who is listed, and never was in the group', LISTED, 'approve 1', NOT_APPROVE),
  asks('somebody approves who is in the group, and not listed', GROUPED, 'approve 1', NOT_APPROVE),
  asks('who may only break the glass approves', BREAKER, 'approve 1', NOT_APPROVE),
  asks('an approver breaks the glass', APPROVER, 'break-glass 1', /You may not break the glass for #1/),
  asks(
    'the glass is broken before anybody had time to decide',
    BREAKER,
    'break-glass 1 --reason "checkout is down"',
    /The glass of #1 can be broken from/,
    'too-early',
  ),
  clicks(
    'a click on Break glass before there is such a button',
    BREAKER,
    'break-glass 1',
    1,
    /The glass of #1 can be broken from/,
    'too-early',
  ),
  forges('another run in an approver’s form', carrying(/"run":1/, '"run":5')),
  forges(
    'another subject in an approver’s form',
    carrying(/"subject":"[0-9a-f]+"/, `"subject":"${'0'.repeat(64)}"`),
  ),
  forges('another verdict in an approver’s form', carrying(/"verdict":"approve"/, '"verdict":"break-glass"')),
  forges('an approver’s form without its seal', (hidden) => hidden.replace(/^[^.]*\./, '')),
  forges('an approver’s form in the name of another approver', (hidden) => hidden, { user: SECOND }),
  forges('an approver’s form in the name of who asked', (hidden) => hidden, { user: OPERATOR }),
  {
    name: 'an old form of a run that would do something else by now',
    send: ({ submits, kept }) => submits(kept.void, APPROVER),
    told: { status: 200, answer: /#2 would do something else now than what you were shown/ },
    leaves: { audited: 'changed' },
  },
  {
    name: 'an old form of a run that was rejected',
    send: ({ submits, kept }) => submits(kept.over, APPROVER),
    told: { status: 200, answer: NONE },
    leaves: { audited: 'not-asked' },
  },
  {
    name: 'an approval that was counted, handed in again byte for byte',
    send: ({ send, kept }) => send(kept.counted),
    told: { status: 200, answer: /#5 already, and one person counts once/ },
    leaves: { audited: 'again' },
  },
  {
    name: 'a second form of who has approved already',
    send: async ({ opened, submits }) => submits(await opened('approve 5', APPROVER), APPROVER),
    told: { status: 200, answer: /#5 already, and one person counts once/ },
    leaves: { audited: 'again' },
  },
  asks('an approval of a run that waits for nothing', APPROVER, 'approve 4', NONE, 'not-asked'),
  asks('a no to a run that was rejected already', APPROVER, 'reject 3', NONE, 'not-asked'),
  asks('broken glass of a run that was rejected', BREAKER, 'break-glass 3', NONE, 'not-asked'),
  asks('an approval of a run that there isn’t', APPROVER, 'approve 4711', /#4711/, 'unknown-run'),
  asks(
    'an approval of whatever waits, while several do',
    APPROVER,
    'approve',
    /3 runs wait for an approval/,
    'which-run',
  ),
  asks(
    'a reason that is too long to be read',
    APPROVER,
    `reject 1 --reason "${'x'.repeat(400)}"`,
    /300/,
    'bad-value',
    /x{301}/,
  ),
  clicks('Approve of another run', APPROVER, 'approve 5', 1, /means another run/, 'other-run'),
  clicks('Reject of another run', APPROVER, 'reject 1', 5, /means another run/, 'other-run'),
  clicks('Break glass of another run', BREAKER, 'break-glass 5', 1, /means another run/, 'other-run'),
];

/** Decisions by who may not take them, or on something else than was shown. */
export const approvals: Theme<ApprovalGround> = { theme: 'Approvals', attacks };

const CANT_TELL = /I can't check just now whether you may (approve|reject|break the glass for) #1/;

/** While Slack doesn't tell who is in the group: nobody counts as if they were. */
export const unread: Theme<ApprovalGround> = {
  theme: 'Approvals',
  attacks: [
    asks('an approver approves', APPROVER, 'approve 1', CANT_TELL, 'memberships-unknown'),
    asks('an approver rejects', SECOND, 'reject 1', CANT_TELL, 'memberships-unknown'),
    asks('a breaker breaks the glass', BREAKER, 'break-glass 1', CANT_TELL, 'memberships-unknown'),
    clicks('an approver clicks', APPROVER, 'approve 1', 1, CANT_TELL, 'memberships-unknown'),
    asks('a stranger, who is in no list, approves', STRANGER, 'approve 1', NOT_APPROVE),
  ],
};
