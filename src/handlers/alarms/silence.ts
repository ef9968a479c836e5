import { silenceIncident } from '../../domain/alarm/life/silence-incident.ts';
import { type SilenceScope, silenceName } from '../../domain/alarm/silence.ts';
import { LiftSilenceInput, SilenceInput } from '../../domain/alarm/silence-input.ts';
import { days, type EpochMs } from '../../domain/clock.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { freezeEnd, type Lasting } from '../../domain/hold/freeze-end.ts';
import type { Silenced } from '../../domain/ports/silences.ts';
import type { SilencedReview } from '../../domain/review/review.ts';
import { toReview } from '../../domain/review/to-review.ts';
import { alarmUnconfirmed } from '../../views/reply/acknowledged.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { silenceAgain, silenceOver, silencePlaced, silenceTooLong } from '../../views/reply/silences.ts';
import { originOf } from '../command/origin-of.ts';
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
import { openUnder } from './open-under.ts';
import { whichSilence } from './which-silence.ts';

/** The verb's own help. */
export const SILENCE: VerbHelp = {
  name: 'silence',
  summary: 'tell and call nobody of an alarm, a service or a stack for a while; `--lift` ends that',
  example: 'silence A17 --until 2h --reason "load test"',
};

/** The verb's flags, for its help. */
export const SILENCE_FLAGS = [...flagsOf({ input: SilenceInput }), ...flagsOf({ input: LiftSilenceInput })];

/** A silence is a promise to look again. */
const LONGEST_DAYS = 7;
/** What is longer is told in words of its own. */
const READ: Lasting = { what: 'A silence', usual: days(1), longestDays: 3_650 };

/** Silences something until a moment, or ends that, for a person who may do that there. The channel reads it. */
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
  const args = parseArguments({ name: SILENCE.name, input: SilenceInput }, words);
  if (args.kind === 'wrong') return refused('bad-value', badCommand(args.problem));
  if (args.kind !== 'arguments')
    return refused('bad-value', badCommand(`Say what, until when and why: \`/ops ${SILENCE.example}\`.`));
  const which = await whichSilence(parts, alarms, command, args);
  if (which.kind === 'refused') return refused(which.why, which.message);
  const denied = await refusal(parts, command.actor, { permission: 'silence', place: which.place });
  if (denied) return refused(denied.why, denied.message);
  const { reason, until } = SilenceInput.parse(args.input);
  const at = parts.clock.now();
  const end = freezeEnd(until, at, command.zone, READ);
  if (end.kind === 'wrong') return refused('bad-value', badCommand(`\`--until\`: ${end.problem}`));
  if (end.at > at + days(LONGEST_DAYS)) return refused('bad-value', silenceTooLong(days(LONGEST_DAYS)));
  const opened = toReview(parts.access, parts.catalog, {
    act: 'silence',
    ...{ subject: which.subject, by: command.actor, at, request: command.dedupeKey },
    channel: command.channel,
  });
  const review: SilencedReview | undefined = opened && {
    kind: 'silenced',
    ...opened,
    ...{ until: end.at, reason },
  };
  return place(parts, alarms, command, { ...which, until: end.at, reason, review });
}

/** What is silenced, until when and why. */
interface Wish {
  readonly scopes: readonly SilenceScope[];
  readonly name: string;
  readonly until: EpochMs;
  readonly reason: string;
  /** What somebody else looks at afterwards; undefined: nothing. */
  readonly review: SilencedReview | undefined;
}

async function place(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  { scopes, name, until, reason, review }: Wish,
): Promise<Reply> {
  const { actor: by, channel } = command;
  const failed = failureLog(parts.log, parts.redactor);
  const answers: Silenced[] = [];
  try {
    for (const scope of scopes) {
      const request = `${command.dedupeKey}/silence/${silenceName(scope)}`;
      answers.push(
        await alarms.silences.place(
          { scope, until, by, reason, channel },
          request,
          originOf(command),
          review,
        ),
      );
    }
  } catch (error) {
    failed('a silence could not be stored', error);
    return refused('unconfirmed', alarmUnconfirmed);
  }
  parts.log.info({ actor: by, scopes, until, answers: answers.map(({ kind }) => kind) }, 'silence');
  const placed = answers.flatMap((one) =>
    one.kind === 'silenced' || one.kind === 'replaced' ? [one.silence] : [],
  );
  if (placed.length === 0)
    return answers.some(({ kind }) => kind === 'over')
      ? refused('bad-value', silenceOver)
      : now(silenceAgain);
  const was = answers.flatMap((one) => (one.kind === 'replaced' ? [one.was] : []));
  await openUnder(parts, alarms, (incident, standing, at) =>
    silenceIncident(incident, { by, until, reason }, standing, at),
  );
  return forAll(silencePlaced(placed, name, was));
}
