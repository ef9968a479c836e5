import type { Incident } from '../../domain/alarm/incident.ts';
import type { Silence, SilenceScope } from '../../domain/alarm/silence.ts';
import type { DurationMs } from '../../domain/clock.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { incidentTitle } from '../alarm/incident-words.ts';
import { scopeWords, silencedWords, silenceLine } from '../alarm/silence-words.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { actorWords } from '../hold-words.ts';
import { code, inert, label, shortName, shortVisible } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { duration } from '../mrkdwn.ts';

/** Words that somebody typed are shown back no longer than this. */
const TYPED = 70;
/** A button's text on a phone. */
const LABEL = 30;
/** More are counted. */
const LISTED = 6;

/**
 * Silences that stand now, for everybody where it was said: one, or one of each alarm of an incident. `said`: what it was
 * called: `A17`, `registry`. `was`: those whose place they took.
 */
export const silencePlaced = (
  silences: readonly Silence[],
  said: string,
  was: readonly Silence[] = [],
): Message =>
  withBlocks(
    plainMessage(
      [
        ...silences.slice(0, LISTED).map(silenceLine),
        ...(silences.length > LISTED ? [`… and ${silences.length - LISTED} more`] : []),
        'Nobody is told or called until then. It changes nothing else: what rings still rings, and `/ops alarms` shows it.',
        ...was.slice(0, LISTED).map((one) => `Before, ${scopeWords(one.scope)} was ${silencedWords(one)}.`),
      ].join('\n'),
    ),
    buttonRow([liftButton(said)]),
  );

/** An incident of so many alarms that silencing each would take long: its stack can be silenced. */
export const silenceStack = (incident: Incident, stack: string): Message =>
  plainMessage(
    `${incidentTitle(incident)} has too many alarms to silence each. Nothing was changed. Silence the stack instead: \`/ops silence ${inert(stack)} --until 2h --reason "…"\`.`,
  );

/** Somebody has ended silences, at least one. */
export const silenceLifted = (silences: readonly Silence[], by: Actor): Message =>
  plainMessage(
    silences
      .slice(0, LISTED)
      .map(
        (silence) =>
          `:bell: ${scopeWords(silence.scope)} isn't silenced any more: ${actorWords(by)} ended that. It was ${silencedWords(silence)}.`,
      )
      .concat(silences.length > LISTED ? [`… and ${silences.length - LISTED} more`] : [])
      .join('\n'),
  );

/** There is none to end; `standing` are those that there are. */
export const noSilence = (scope: Pick<SilenceScope, 'name'>, standing: readonly Silence[]): Message =>
  plainMessage(
    [
      `*${shortName(scope.name, TYPED)}* itself isn't silenced. Nothing was changed.`,
      ...(standing.length === 0 ? [] : ['What is silenced:', ...standing.slice(0, LISTED).map(silenceLine)]),
      ...(standing.length > LISTED ? [`… and ${standing.length - LISTED} more`] : []),
    ].join('\n'),
  );

/** A silence whose end has passed by the time it came to the store. */
export const silenceOver: Message = plainMessage(
  ':hourglass: That time is over already, so nothing was silenced. Say a later one: `--until 2h`.',
);

/** A silence is a promise to look again: it may not be long. */
export const silenceTooLong = (most: DurationMs): Message =>
  plainMessage(
    `A silence lasts ${duration(most)} at most, so that nobody forgets it. Nothing was silenced. Say a shorter one: \`--until 2h\`.`,
  );

/** The same request came twice. */
export const silenceAgain: Message = plainMessage(
  'That request was carried out already. Nothing was changed a second time. `/ops alarms` shows what is silenced.',
);

/** Words that name nothing that can be silenced, with those most like it. */
export function unknownSilence(words: string, close: readonly string[]): Message {
  const hint =
    close.length > 0
      ? `Did you mean ${close.map((one) => code(one)).join(' or ')}?`
      : 'Say an alarm by its number (`A17`), a service or a stack.';
  return plainMessage(
    `I know nothing ${code(shortVisible(words, TYPED))} to silence. ${hint} Nothing was changed.`,
  );
}

const liftButton = (said: string): WordsButton => ({
  label: label('End the silence', LABEL),
  words: `silence ${said} --lift`,
});
