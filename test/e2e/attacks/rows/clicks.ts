import { OPERATOR } from '../../../support/values.ts';
import { STRANGER } from '../../../support/wheelhouse.ts';
import type { Attack, Theme } from '../attack.ts';
import type { Clicked } from '../ground.ts';
import { rootOf } from '../prepare.ts';

const NOT_MINE = /isn't a button that I made/;
const forged = {
  told: { status: 200, whisper: NOT_MINE, to: OPERATOR },
  leaves: { audited: 'forged-click' },
} as const;
const malformed = {
  told: { status: 200, whisper: /isn't as Slack makes them/, to: OPERATOR },
  leaves: { audited: 'malformed' },
} as const;

/** The operator clicks on something that nobody made. */
const clicks = (
  name: string,
  words: string | undefined,
  clicked: Clicked,
  expected: Pick<Attack, 'told' | 'leaves'> = forged,
): Attack => ({
  name,
  send: ({ click }) => click(words, clicked),
  ...expected,
});

/** A stranger clicks on words that only look like a button's. */
const strange = (name: string, words: string, whisper: RegExp, leaves: Attack['leaves']): Attack => ({
  name,
  send: ({ click }) => click(words, { user: STRANGER }),
  told: { status: 200, whisper, to: STRANGER },
  leaves,
});

/** An address for answers that isn't Slack's; nothing is told, for there is no other. */
const elsewhere = (name: string, address: (port: number) => string): Attack => ({
  name,
  send: ({ click, trap }) => click('restart registry', { over: { response_url: address(trap.port) } }),
  told: { status: 200, answer: 'nothing' },
  leaves: { audited: 'foreign-answer' },
});

const REFUSED = /may not|Nobody may/;
const NO_VERB = { unaudited: 'it names nothing that there is: there is nothing to refuse' } as const;

const attacks: readonly Attack[] = [
  clicks('the words of another verb under Cancel’s action', 'restart registry', { action: 'say/cancel/0' }),
  clicks('words without an action of their own', 'restart registry', { action: 'say//0' }),
  clicks('an action without words', undefined, { action: 'say/cancel/0' }),
  clicks('a button of the Home in a channel', 'restart registry', { action: 'home/restart/0' }),
  clicks('a button of a message in a modal', 'restart registry', {
    over: { container: { type: 'view', view_id: 'V1' } },
  }),
  clicks('a button on a message by another app', 'restart registry', {
    over: { message: { type: 'message', ts: '1.1', app_id: 'A0OTHER', bot_id: 'B0OTHER' } },
  }),
  clicks('words of 3,500 characters', `restart registry --reason "${'x'.repeat(3_500)}"`, {}, malformed),
  clicks(
    'words that are a list',
    undefined,
    {
      over: { actions: [{ type: 'button', action_id: 'say/restart/0', value: ['restart registry'] }] },
    },
    malformed,
  ),
  clicks('no action at all', undefined, { over: { actions: [] } }, malformed),
  clicks('no container', 'restart registry', { over: { container: null } }, malformed),
  {
    name: 'cancel of another run on a run’s message',
    send: (ground) => ground.click('cancel 3', { ts: rootOf(ground, 1).ts }),
    told: { status: 200, whisper: /means another run/, to: OPERATOR },
    leaves: { audited: 'other-run' },
  },
  {
    name: 'an answer to another run on a run’s message',
    send: (ground) => ground.click('resume #3 abandon', { ts: rootOf(ground, 2).ts }),
    told: { status: 200, whisper: /means another run/, to: OPERATOR },
    leaves: { audited: 'other-run' },
  },
  {
    name: 'retry of another run on a run’s message',
    send: (ground) => ground.click('retry 1', { ts: rootOf(ground, 3).ts }),
    told: { status: 200, whisper: /means another run/, to: OPERATOR },
    leaves: { audited: 'other-run' },
  },
  {
    name: 'a stale Cancel of a run that is over',
    send: (ground) => ground.click('cancel 1', { ts: rootOf(ground, 1).ts }),
    told: { status: 200, whisper: /#1 is over|is over already|has ended/, to: OPERATOR },
    leaves: { audited: 'ended' },
  },
  {
    name: 'a stale answer to a run that asks nothing',
    send: (ground) => ground.click('resume 1 happened', { ts: rootOf(ground, 1).ts }),
    told: { status: 200, whisper: /#1/, to: OPERATOR },
    leaves: { audited: 'not-parked' },
  },
  {
    name: 'a real Cancel by somebody without the role',
    async send(ground) {
      const { ts, actionId } = rootOf(ground, 3);
      const { slack } = ground.world.sandbox;
      const clicked = await slack.click({
        user: STRANGER,
        channel: 'C0OPSPROD',
        ts,
        actionId,
        confirm: true,
      });
      return { status: clicked.status ?? 0, body: clicked.body };
    },
    told: { status: 200, whisper: /may not `cancel`/, to: STRANGER },
    leaves: { audited: 'not-in-role' },
  },
  {
    name: 'a button on a message that only somebody else sees',
    send: ({ click, world }) => {
      const [theirs] = world.sandbox.slack.ephemerals(OPERATOR);
      const container = {
        type: 'message',
        message_ts: theirs?.ts,
        channel_id: theirs?.channel,
        is_ephemeral: true,
      };
      return click('restart registry', { user: STRANGER, over: { container, message: undefined } });
    },
    told: { status: 200, whisper: REFUSED, to: STRANGER },
    leaves: { audited: 'not-in-role' },
  },
  {
    name: 'Share with words that start something',
    send: ({ click }) => click('restart registry', { user: STRANGER, action: 'share/restart/0' }),
    told: { status: 200, whisper: REFUSED, to: STRANGER },
    leaves: { audited: 'not-in-role' },
  },
  {
    name: 'Share with the audit’s words',
    send: ({ click }) => click('audit', { user: STRANGER, action: 'share/audit/0' }),
    told: { status: 200, whisper: REFUSED, to: STRANGER },
    leaves: { audited: 'not-in-role' },
  },
  {
    name: 'a form’s button with a trigger that isn’t Slack’s',
    send: ({ click }) =>
      click('restart registry', { action: 'form/restart/0', over: { trigger_id: 'forged.1.2' } }),
    told: { status: 200, whisper: /form|again/, to: OPERATOR },
    leaves: { unaudited: 'opening a form asks for nothing yet' },
  },
  {
    name: 'a form’s button by somebody without the role',
    send: ({ click }) => click('restart registry', { user: STRANGER, action: 'form/restart/0' }),
    told: { status: 200, whisper: REFUSED, to: STRANGER },
    leaves: { audited: 'not-in-role' },
  },
  strange('words with a line break in them', 'restart\nregistry', REFUSED, { audited: 'not-in-role' }),
  strange('words that begin with a broadcast', '<!channel> restart registry', /don't know the verb/, NO_VERB),
  strange('words with a code span in them', '`restart` registry', /don't know the verb/, NO_VERB),
  strange('a verb with a NUL in it', 'restart\u0000 registry', /don't know the verb/, NO_VERB),
  strange('a verb with a Cyrillic letter', 'rеstart registry', /don't know the verb/, NO_VERB),
  strange('a verb that is turned round', '\u202erestart registry', /don't know the verb/, NO_VERB),
  strange('a verb with a colour of terminals', '\u001b[31mrestart registry', /don't know the verb/, NO_VERB),
  strange('a verb with letters without width', 're\u200bstart registry', REFUSED, { audited: 'not-in-role' }),
  elsewhere('an address for answers of the attacker’s', (port) => `http://127.0.0.1:${port}/hook`),
  elsewhere('Slack’s name before an @', (port) => `https://hooks.slack.com@127.0.0.1:${port}/hook`),
  elsewhere('Slack’s name as the beginning of another', () => 'https://hooks.slack.com.example.org/hook'),
  elsewhere('Slack’s name without TLS', () => 'http://hooks.slack.com/actions/T0/1/x'),
  elsewhere('a cloud’s metadata as the address', () => 'http://169.254.169.254/latest/meta-data/'),
  elsewhere('a file as the address', () => 'file:///etc/passwd'),
  {
    name: 'a command with an address for answers of the attacker’s',
    send: ({ command, trap }) => command('status registry', OPERATOR, { response_url: trap.url }),
    told: { status: 200, answer: /somewhere that isn't Slack/ },
    leaves: { audited: 'foreign-answer' },
  },
];

/** Buttons that nobody made, or that aren't for the one who clicks. */
export const clicksTheme: Theme = { theme: 'Clicks', attacks };
