import { incidentName } from '../../domain/alarm/incident.ts';
import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { scopeWords, silencedWords } from '../alarm/silence-words.ts';
import { buttonRow } from '../button.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';

/** More are counted. */
const NAMED = 5;

/** A silence came to its end, and what still rings under it. */
export function silenceEndedMessage({ silence, ringing }: AnnouncedOf<'silence-ended'>): Message {
  const more = ringing.length > NAMED ? ` and ${ringing.length - NAMED} more` : '';
  const still =
    ringing.length === 0
      ? 'Nothing of it rings.'
      : `:rotating_light: ${ringing.slice(0, NAMED).map(incidentName).join(', ')}${more} still ${ringing.length === 1 ? 'rings' : 'ring'}.`;
  return withBlocks(
    plainMessage(
      [
        `:bell: *The silence of* ${scopeWords(silence.scope)} *is over*: its alarms are told again.`,
        still,
        `It was ${silencedWords(silence)}.`,
      ].join('\n'),
    ),
    buttonRow([{ label: 'Alarms', words: 'alarms' }]),
  );
}
