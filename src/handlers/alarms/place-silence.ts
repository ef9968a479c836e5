import { silenceIncident } from '../../domain/alarm/life/silence-incident.ts';
import { type SilenceScope, silenceName } from '../../domain/alarm/silence.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import type { Silenced } from '../../domain/ports/silences.ts';
import type { AlarmSubject } from '../../domain/review/alarm-subject.ts';
import type { SilencedReview } from '../../domain/review/review.ts';
import { toReview } from '../../domain/review/to-review.ts';
import type { Message } from '../../views/message.ts';
import { alarmUnconfirmed } from '../../views/reply/acknowledged.ts';
import { silenceAgain, silenceOver, silencePlaced } from '../../views/reply/silences.ts';
import { originOf } from '../command/origin-of.ts';
import { refusal } from '../guard/ask-guard.ts';
import type { AlarmParts, Command, HandlerParts } from '../parts.ts';
import { openUnder } from './open-under.ts';
import { type SilenceWords, type WhichSilence, whichSilence } from './which-silence.ts';

/** What is to be silenced, for a person who may do that there, or why not. Words and forms both come through here. */
export async function allowedSilence(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  words: SilenceWords,
): Promise<WhichSilence> {
  const which = await whichSilence(parts, alarms, command, words);
  if (which.kind === 'refused') return which;
  const denied = await refusal(parts, command.actor, { permission: 'silence', place: which.place });
  return denied ? { kind: 'refused', why: denied.why, message: denied.message } : which;
}

/** What is silenced, until when and why. */
export interface SilenceWish {
  readonly scopes: readonly SilenceScope[];
  readonly name: string;
  /** The same for whoever looks at it afterwards. */
  readonly subject: AlarmSubject;
  readonly until: EpochMs;
  readonly reason: string;
}

/** What became of a wish to silence something, and what the person is told; `placed` concerns everybody where it was said. */
export interface SilencePlaced {
  /** `again`: the same request came before. `over`: its end had passed. `unconfirmed`: the store gave no answer. */
  readonly kind: 'placed' | 'again' | 'over' | 'unconfirmed';
  readonly message: Message;
}

/**
 * Stores the silences, once for each request, with the review that they take, and brings what rings under them. Never
 * throws.
 */
export async function placeSilence(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  wish: SilenceWish,
): Promise<SilencePlaced> {
  const { scopes, name, until, reason } = wish;
  const { actor: by, channel } = command;
  const review = reviewOf(parts, command, wish);
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
    failureLog(parts.log, parts.redactor)('a silence could not be stored', error);
    return { kind: 'unconfirmed', message: alarmUnconfirmed };
  }
  parts.log.info({ actor: by, scopes, until, answers: answers.map(({ kind }) => kind) }, 'silence');
  const placed = answers.flatMap((one) =>
    one.kind === 'silenced' || one.kind === 'replaced' ? [one.silence] : [],
  );
  if (placed.length === 0)
    return answers.some(({ kind }) => kind === 'over')
      ? { kind: 'over', message: silenceOver }
      : { kind: 'again', message: silenceAgain };
  const was = answers.flatMap((one) => (one.kind === 'replaced' ? [one.was] : []));
  await openUnder(parts, alarms, (incident, standing, at) =>
    silenceIncident(incident, { by, until, reason }, standing, at),
  );
  return { kind: 'placed', message: silencePlaced(placed, name, was) };
}

/** What somebody else looks at afterwards; undefined: nothing. */
function reviewOf(
  { access, catalog, clock }: HandlerParts,
  { actor: by, dedupeKey: request, channel }: Command,
  { subject, until, reason }: SilenceWish,
): SilencedReview | undefined {
  const opened = toReview(access, catalog, {
    act: 'silence',
    ...{ subject, by, request, channel },
    at: clock.now(),
  });
  return opened && { kind: 'silenced', ...opened, until, reason };
}
