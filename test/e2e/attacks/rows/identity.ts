import { CHANNEL, OPERATOR, TEAM } from '../../../support/values.ts';
import { ELSEWHERE, GUEST, OUTSIDER, SHARED, STRANGER } from '../../../support/wheelhouse.ts';
import type { Attack, Theme } from '../attack.ts';
import { LEAVER, ROBOT } from '../battlefield.ts';

const FOREIGN = /this bot's own workspace/;
const MALFORMED = /isn't as Slack makes them/;
const malformed = { told: { status: 200, answer: MALFORMED }, leaves: { audited: 'malformed' } } as const;

/** Somebody asks for a restart by words. */
const asks = (
  name: string,
  who: string,
  over: Record<string, string>,
  answer: RegExp,
  audited: string,
): Attack => ({
  name,
  send: ({ command }) => command('restart prod-us-east-1/registry', who, over),
  told: { status: 200, answer },
  leaves: { audited },
});

/** A form in which a field stands twice: a list to whoever reads it. */
const doubled = (field: string, other: string): Attack => ({
  name: `two of ${field}`,
  async send({ form, commandForm }) {
    const fields = { ...(await commandForm()), text: 'restart registry' };
    return form([...Object.entries(fields), [field, other]]);
  },
  ...malformed,
});

const mention = (name: string, inner: object, outer: object, leaves: Attack['leaves']): Attack => ({
  name,
  send: ({ event }) =>
    event(
      { type: 'app_mention', user: OPERATOR, text: '<@U0WHEEL> restart registry', ...inner },
      { ...outer },
    ),
  told: { status: 200, answer: 'nothing' },
  leaves,
});

const attacks: readonly Attack[] = [
  asks(
    'the operator’s user id, of another workspace',
    OPERATOR,
    { team_id: 'T0ELSEWHERE' },
    FOREIGN,
    'foreign-team',
  ),
  asks(
    'the operator’s user id, of another organisation',
    OPERATOR,
    { team_id: 'E0ELSEWHERE', enterprise_id: 'E0ELSEWHERE', is_enterprise_install: 'true' },
    FOREIGN,
    'foreign-team',
  ),
  asks('somebody of another workspace who says ours', OUTSIDER, {}, FOREIGN, 'foreign-team'),
  asks('somebody whom Slack doesn’t know', 'U0NOBODY', {}, FOREIGN, 'foreign-team'),
  asks(
    'the operator, where people from outside listen',
    OPERATOR,
    { channel_id: SHARED },
    /shared|other organi/i,
    'shared-channel',
  ),
  asks(
    'a stranger from a shared channel',
    OUTSIDER,
    { channel_id: SHARED, team_id: 'T0ELSEWHERE' },
    FOREIGN,
    'foreign-team',
  ),
  asks('a guest', GUEST, {}, /guest/i, 'guest'),
  asks('a bot', ROBOT, {}, /bot|app/i, 'bot'),
  asks('somebody who was deactivated', LEAVER, {}, /deactivated/i, 'gone'),
  asks(
    'a stranger by the name of the operator',
    STRANGER,
    { user_name: 'operator' },
    /may not|Nobody|boss/,
    'not-in-role',
  ),
  asks(
    'a stranger by the name of a broadcast',
    STRANGER,
    { user_name: '<!channel>' },
    /may not|Nobody|boss/,
    'not-in-role',
  ),
  asks('the operator, where the bot isn’t', OPERATOR, { channel_id: ELSEWHERE }, /invite/i, 'place'),
  asks(
    'the operator, in a channel that there isn’t',
    OPERATOR,
    { channel_id: 'C0NOWHERE' },
    /invite|see/i,
    'place',
  ),
  asks('the operator’s id in small letters', 'u0operator', {}, MALFORMED, 'malformed'),
  asks('a user id with a wildcard', '*', {}, MALFORMED, 'malformed'),
  {
    name: 'no user id',
    async send({ form, commandForm }) {
      const { user_id: _, ...fields } = await commandForm();
      return form(Object.entries({ ...fields, text: 'restart registry' }));
    },
    ...malformed,
  },
  {
    name: 'no workspace',
    async send({ form, commandForm }) {
      const { team_id: _, ...fields } = await commandForm();
      return form(Object.entries({ ...fields, text: 'restart registry' }));
    },
    ...malformed,
  },
  doubled('user_id', STRANGER),
  doubled('team_id', 'T0ELSEWHERE'),
  doubled('channel_id', SHARED),
  doubled('text', 'status registry'),
  {
    name: 'a click of a list of people',
    send: ({ click }) => click('restart registry', { over: { user: { id: [OPERATOR], team_id: TEAM } } }),
    told: { status: 200, whisper: MALFORMED, to: OPERATOR },
    leaves: { audited: 'malformed' },
  },
  {
    name: 'a click from another workspace’s channel',
    send: ({ click }) => click('restart registry', { over: { team: { id: 'T0ELSEWHERE', domain: 'x' } } }),
    told: { status: 200, whisper: FOREIGN, to: OPERATOR },
    leaves: { audited: 'foreign-team' },
  },
  mention(
    'a mention by somebody of another workspace',
    { user_team: 'T0ELSEWHERE' },
    {},
    { audited: 'foreign-team' },
  ),
  mention('a mention sent by another workspace', {}, { team_id: 'T0ELSEWHERE' }, { audited: 'foreign-team' }),
  mention(
    'a mention in another workspace’s context',
    {},
    { context_team_id: 'T0ELSEWHERE' },
    { audited: 'foreign-team' },
  ),
  mention(
    'a mention where it says itself that people from outside listen',
    {},
    { is_ext_shared_channel: true },
    {
      audited: 'shared-channel',
    },
  ),
  mention('a mention by a list of people', { user: [OPERATOR] }, {}, { audited: 'malformed' }),
  mention('a mention by a bot', { bot_id: 'B0OTHER' }, {}, { unaudited: 'what a bot says is no request' }),
  mention(
    'a mention that somebody wrote into their message later',
    { edited: { user: OPERATOR, ts: '1.1' } },
    {},
    {
      unaudited: 'what is said by editing is no request',
    },
  ),
  {
    name: 'a stranger from outside who opens the App Home',
    send: ({ event }) =>
      event(
        { type: 'app_home_opened', user: OUTSIDER, tab: 'home', channel: CHANNEL },
        { team_id: 'T0ELSEWHERE' },
      ),
    told: { status: 200, answer: 'nothing' },
    leaves: { unaudited: 'looking at the Home asks for nothing; it shows only why' },
  },
];

/** People who aren't who they say, or have no place here. */
export const identity: Theme = { theme: 'Identity', attacks };
