import { silenceEnd } from '../../domain/alarm/silence-end.ts';
import { LiftSilenceInput, SilenceInput } from '../../domain/alarm/silence-input.ts';
import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { silenceTooLong } from '../../views/reply/silences.ts';
import { refusal } from '../guard/ask-guard.ts';
import {
  type AlarmParts,
  type Command,
  forAll,
  type HandlerParts,
  now,
  type Reply,
  refused,
} from '../parts.ts';
import { liftSilence } from './lift-silence.ts';
import { allowedSilence, placeSilence, type SilencePlaced } from './place-silence.ts';
import { asksForForm, silenceFormReply } from './silence-form.ts';

/** The verb's own help. */
export const SILENCE: VerbHelp = {
  name: 'silence',
  summary: 'tell and call nobody of an alarm, a service or a stack for a while; `--lift` ends that',
  example: 'silence A17 --until 2h --reason "load test"',
};

/** The verb's flags, for its help. */
export const SILENCE_FLAGS = [...flagsOf({ input: SilenceInput }), ...flagsOf({ input: LiftSilenceInput })];

/**
 * Silences something until a moment, or ends that, for a person who may do that there. The channel reads it. Without an end
 * and a reason it opens the form that asks for them.
 */
export async function silence(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const nowhere = await refusal(parts, command.actor, { permission: 'silence', place: 'somewhere' });
  if (nowhere) return refused(nowhere.why, nowhere.message);
  if (command.noStart) return refused('place', command.noStart);
  if (words.some(({ kind, text }) => kind === 'flag' && text === 'lift'))
    return liftSilence(parts, alarms, command, words);
  if (asksForForm(words)) return silenceFormReply(parts, alarms, command, SILENCE, words);
  const args = parseArguments({ name: SILENCE.name, input: SilenceInput }, words);
  if (args.kind === 'wrong') return refused('bad-value', badCommand(args.problem));
  if (args.kind !== 'arguments')
    return refused('bad-value', badCommand(`Say what, until when and why: \`/ops ${SILENCE.example}\`.`));
  const which = await allowedSilence(parts, alarms, command, args);
  if (which.kind === 'refused') return refused(which.why, which.message);
  const { reason, until } = SilenceInput.parse(args.input);
  const end = silenceEnd(until, parts.clock.now(), command.zone);
  if (end.kind === 'wrong') return refused('bad-value', badCommand(`\`--until\`: ${end.problem}`));
  if (end.kind === 'too-long') return refused('bad-value', silenceTooLong(end.most));
  return replyOf(await placeSilence(parts, alarms, command, { ...which, until: end.at, reason }));
}

function replyOf({ kind, message }: SilencePlaced): Reply {
  switch (kind) {
    case 'placed':
      return forAll(message);
    case 'again':
      return now(message);
    case 'over':
      return refused('bad-value', message);
    case 'unconfirmed':
      return refused('unconfirmed', message);
  }
}
