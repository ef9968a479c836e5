import { buttonsOf, readable } from '../../../support/story.ts';
import { OPERATOR, registry } from '../../../support/values.ts';
import { ELSEWHERE, SHARED, STRANGER } from '../../../support/wheelhouse.ts';
import { ALERTS, CRITICAL } from '../../alarm-scene.ts';
import { type AlarmGround, STAGE_ON_CALL } from '../alarms/ground.ts';
import type { Attack, Theme } from '../attack.ts';
import { STAGE, STAGER } from '../battlefield.ts';
import { alarmSenders } from './alarm-senders.ts';
import { says } from './says.ts';
import { silenceForms } from './silence-forms.ts';

type Row = Attack<AlarmGround>;

const MAY_NOT = /may not|Nobody may/;
/** The same in another channel than that of the operations. */
const saysIn = (name: string, channel: string, words: string, answer: RegExp, audited: string): Row => ({
  name,
  send: ({ command }) => command(words, OPERATOR, { channel_id: channel }),
  told: { status: 200, answer },
  leaves: { audited },
});

/** A click on an alarm's own message, whatever its buttons say. */
const clicks = (
  name: string,
  user: string,
  on: string,
  words: string,
  whisper: RegExp,
  audited: string,
  channel = ALERTS,
): Row => ({
  name,
  send: ({ clickAt }) => clickAt(channel, on, words, { user }),
  told: { status: 200, whisper, to: user },
  leaves: { audited },
});

/** A click on a button that is really there. */
const presses = (name: string, user: string, on: string, label: RegExp, whisper: RegExp): Row => ({
  name,
  async send({ world }) {
    const { slack } = world.sandbox;
    const root = slack.messages(ALERTS).find((one) => readable(one).includes(`*${on} `));
    const button = buttonsOf(root).find((one) => label.test(one.label));
    if (!root || !button) throw new Error(`${on} has no button ${String(label)}`);
    const { ts } = root;
    const clicked = await slack.click({
      user,
      channel: ALERTS,
      ts,
      actionId: button.actionId,
      confirm: true,
    });
    return { status: clicked.status ?? 0, body: clicked.body };
  },
  told: { status: 200, whisper, to: user },
  leaves: { audited: 'not-in-role' },
});

const SILENCE = '--until 1h --reason "load test"';

const attacks: readonly Row[] = [
  presses('a stranger presses a remedy’s button', STRANGER, 'A1', /^Restart/, /may not `restart`/),
  presses('who may restart elsewhere presses a remedy’s button', STAGER, 'A1', /^Restart/, MAY_NOT),
  presses('who may only acknowledge presses a remedy’s button', STAGE_ON_CALL, 'A2', /^Restart/, MAY_NOT),
  says('a stranger begins a remedy by words', STRANGER, 'mend A1 restart', MAY_NOT, 'not-in-role'),
  says('a stranger begins a remedy anyway', STRANGER, 'mend A1 restart 2 --anyway', MAY_NOT, 'not-in-role'),
  says('a stranger keeps a remedy from beginning', STRANGER, 'mend A1 stop', MAY_NOT, 'not-in-role'),
  clicks(
    'a remedy’s button of a state that is gone',
    OPERATOR,
    'A1',
    'mend A1 restart 1',
    /That was another state of A1; nothing was begun/,
    'stale',
  ),
  clicks(
    'a remedy’s button of a state that isn’t yet',
    OPERATOR,
    'A1',
    'mend A1 restart 99',
    /That was another state of A1/,
    'stale',
  ),
  clicks(
    'another alarm’s remedy on an alarm’s message',
    OPERATOR,
    'A1',
    'mend A2 restart',
    /means another alarm/,
    'other-alarm',
  ),
  clicks(
    'another alarm’s Acknowledge on an alarm’s message',
    OPERATOR,
    'A1',
    'ack A2',
    /means another alarm/,
    'other-alarm',
  ),
  clicks(
    'another alarm’s silence on an alarm’s message',
    OPERATOR,
    'A1',
    `silence A2 ${SILENCE}`,
    /means another alarm/,
    'other-alarm',
  ),
  clicks(
    'an alarm that there isn’t on an alarm’s message',
    OPERATOR,
    'A1',
    'ack A999',
    /means another alarm/,
    'other-alarm',
  ),
  clicks(
    'a remedy of an alarm that is over',
    OPERATOR,
    'A3',
    'mend A3 restart',
    /over already|OK already/,
    'over',
    CRITICAL,
  ),
  clicks(
    'a stale Acknowledge of an alarm that is over',
    OPERATOR,
    'A3',
    'ack A3',
    /over already/,
    'over',
    CRITICAL,
  ),
  says('an alarm that there isn’t', OPERATOR, 'ack A999', /A999/, 'unknown-alarm'),
  says(
    'an alarm’s number beyond all numbers',
    OPERATOR,
    'ack A99999999999999999999',
    /Say which/,
    'bad-value',
  ),
  says('an alarm’s number that climbs out', OPERATOR, 'ack A1/../A2', /Say which/, 'bad-value'),
  says('a remedy that there isn’t', OPERATOR, 'mend A1 destroy', /destroy|remed/, 'unknown-remedy'),
  says('a remedy by a prototype’s name', OPERATOR, 'mend A1 __proto__', /remed|proto/, 'unknown-remedy'),
  says('two remedies in one', OPERATOR, 'mend A1 restart;scale-out 2 3', /Say which/, 'bad-value'),

  presses('a stranger presses Acknowledge', STRANGER, 'A1', /^Acknowledge$/, /may not `acknowledge`/),
  presses('who acknowledges elsewhere presses Acknowledge', STAGE_ON_CALL, 'A1', /^Acknowledge$/, MAY_NOT),
  says('a stranger acknowledges by words', STRANGER, 'ack A1', MAY_NOT, 'not-in-role'),
  says('who acknowledges elsewhere does by words', STAGE_ON_CALL, 'ack A1', MAY_NOT, 'not-in-role'),
  says('a stranger silences an alarm', STRANGER, `silence A1 ${SILENCE}`, MAY_NOT, 'not-in-role'),
  says('a stranger ends a silence', STRANGER, 'silence A1 --lift', MAY_NOT, 'not-in-role'),
  says('who silences elsewhere does here', STAGE_ON_CALL, `silence A1 ${SILENCE}`, MAY_NOT, 'not-in-role'),
  says(
    'who silences elsewhere does a whole stack here',
    STAGE_ON_CALL,
    `silence ${registry.stack} ${SILENCE}`,
    MAY_NOT,
    'not-in-role',
  ),
  saysIn('an acknowledgement where the bot isn’t', ELSEWHERE, 'ack A1', /member|invite/i, 'place'),
  saysIn('a silence where the bot isn’t', ELSEWHERE, `silence A1 ${SILENCE}`, /member|invite/i, 'place'),
  saysIn(
    'an end of a silence where the bot isn’t',
    ELSEWHERE,
    'silence A1 --lift',
    /member|invite/i,
    'place',
  ),
  saysIn('a remedy where the bot isn’t', ELSEWHERE, 'mend A1 restart', /member|invite/i, 'place'),
  saysIn('an acknowledgement where others listen', SHARED, 'ack A1', /shared|organi/i, 'shared-channel'),
  saysIn(
    'a silence where others listen',
    SHARED,
    `silence A1 ${SILENCE}`,
    /shared|organi/i,
    'shared-channel',
  ),
  says('a silence of everything', OPERATOR, `silence all ${SILENCE}`, /don't know|all/, 'unknown-target'),
  says(
    'a silence of a broadcast',
    OPERATOR,
    `silence <!channel> ${SILENCE}`,
    /don't know|know no/,
    'unknown-target',
    /<!channel>/,
  ),
  says(
    'a silence for a thousand years',
    OPERATOR,
    'silence A1 --until 3026-01-01T00:00Z --reason x',
    /7 days|days/,
    'bad-value',
  ),
  says(
    'a silence that is over',
    OPERATOR,
    'silence A1 --until 1999-01-01T00:00Z --reason x',
    /over already/,
    'bad-value',
  ),
  says('a silence without a reason', OPERATOR, 'silence A1 --until 1h', /why/i, 'bad-value'),
  says(
    'a silence with a reason of three thousand characters',
    OPERATOR,
    `silence A1 --until 1h --reason "${'x'.repeat(3_000)}"`,
    /characters/,
    'bad-value',
  ),
  says(
    'Redis’ hash tags in what is silenced',
    OPERATOR,
    `silence "{x}:silences" ${SILENCE}`,
    /don't know|know no/,
    'unknown-target',
  ),

  says(
    `who may nothing in production silences ${STAGE}’s alarm as if it were theirs`,
    STAGER,
    `silence A2 ${SILENCE}`,
    MAY_NOT,
    'not-in-role',
  ),
];

/** Alarms that nobody sent, and people who change those that ring without being allowed to. */
export const alarmsTheme: Theme<AlarmGround> = {
  theme: 'Alarms',
  attacks: [...attacks, ...silenceForms, ...alarmSenders],
};
