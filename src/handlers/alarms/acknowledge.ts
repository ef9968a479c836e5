import type { Incident } from '../../domain/alarm/incident.ts';
import { acknowledge } from '../../domain/alarm/life/acknowledge.ts';
import type { AuditEntryOf } from '../../domain/audit/entry.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { placeOfIncident } from '../../domain/guard/place.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import { incidentSubject } from '../../domain/review/alarm-subject.ts';
import type { AcknowledgedReview } from '../../domain/review/review.ts';
import { toReview } from '../../domain/review/to-review.ts';
import type { Message } from '../../views/message.ts';
import {
  acknowledged,
  acknowledgedAlready,
  alarmUnconfirmed,
  incidentOver,
} from '../../views/reply/acknowledged.ts';
import { unknownIncident, whichIncident as whichMessage } from '../../views/reply/alarms.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { originOf } from '../command/origin-of.ts';
import { refusal, standingNow } from '../guard/ask-guard.ts';
import { mayToIncident } from '../guard/may-to-incident.ts';
import { type AlarmParts, type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { type Change, changeAndTell } from './change-and-tell.ts';
import { OPEN } from './open-limit.ts';
import { whichIncident } from './which-incident.ts';

/** The verb's own help. */
export const ACK: VerbHelp = {
  name: 'ack',
  summary:
    'take an alarm on, so that nobody else is called; in its thread, or where only one is open, no number is needed',
  example: 'ack A17',
};

/** Acknowledges an incident for a person who may do that where it is. Its thread tells everybody. */
export async function acknowledgeIncident(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const nowhere = await refusal(parts, command.actor, { permission: 'acknowledge', place: 'somewhere' });
  if (nowhere) return refused(nowhere.why, nowhere.message);
  if (command.noStart) return refused('place', command.noStart);
  const meant = await meantBy(parts, alarms, command, words);
  if (meant.kind === 'refused') return meant.reply;
  const { incident } = meant;
  const place = placeOfIncident(parts.catalog, incident);
  const denied = await refusal(parts, command.actor, { permission: 'acknowledge', place });
  return denied ? refused(denied.why, denied.message) : take(parts, alarms, command, incident);
}

type Meant =
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'refused'; readonly reply: Reply };

/** The incident that the words mean, or what the person is told instead. */
async function meantBy(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  words: readonly Token[],
): Promise<Meant> {
  const no = (why: string, message: Message): Meant => ({ kind: 'refused', reply: refused(why, message) });
  const [word, ...extra] = words;
  const which = extra.length > 0 ? undefined : await whichIncident(alarms, command, word);
  if (which?.kind === 'incident') return which;
  const open = await alarms.incidents.open(OPEN);
  if (which?.kind === 'unknown') return no('unknown-alarm', unknownIncident(which.number, open));
  if (word) return no('bad-value', badCommand(`Say which alarm: \`/ops ${ACK.example}\`.`));
  const waiting = open.filter((one) => !one.acknowledged && !one.quiet);
  const [only, ...others] = waiting;
  // Of the only one they are told by the guard whether they may; of several they see those that they may.
  if (only && others.length === 0) return { kind: 'incident', incident: only };
  const standing = await standingNow(parts, command.actor);
  const mine = waiting.filter(mayToIncident(parts, standing, 'acknowledge'));
  return no('unsaid', whichMessage(ACK.name, mine, waiting.length - mine.length));
}

async function take(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  incident: Incident,
): Promise<Reply> {
  const { actor } = command;
  const { id, number } = incident;
  const at = parts.clock.now();
  const said: AuditEntryOf<'alarm'> = {
    kind: 'alarm',
    actor,
    origin: originOf(command),
    incident: number,
    outcome: { kind: 'acknowledged' },
  };
  const opened = toReview(parts.access, parts.catalog, {
    act: 'acknowledge',
    ...{ subject: incidentSubject(incident), by: actor, at, request: command.dedupeKey },
    channel: incident.channel,
  });
  const review: AcknowledgedReview | undefined = opened && { kind: 'acknowledged', ...opened };
  try {
    const alongside = { audit: [said], review };
    const became = await changeAndTell(alarms, id, (seen) => taken(seen, actor, at), alongside);
    parts.log.info({ actor, incident: number, refused: became?.why }, 'acknowledge');
    if (!became) return refused('unknown-alarm', unknownIncident(number, await alarms.incidents.open(OPEN)));
    return became.why === undefined ? now(became.message) : refused(became.why, became.message);
  } catch (error) {
    failureLog(parts.log, parts.redactor)('an alarm could not be acknowledged', error, { incident: number });
    return refused('unconfirmed', alarmUnconfirmed);
  }
}

/** Takes it on, as it is now. */
function taken(
  seen: Incident,
  by: SlackActor,
  at: EpochMs,
): Change<{ readonly why?: string; readonly message: Message }> {
  const became = acknowledge(seen, by, at);
  switch (became.kind) {
    case 'acknowledged':
      return { answer: { message: acknowledged(became.incident) }, incident: became.incident };
    case 'already':
      return { answer: { message: acknowledgedAlready(seen) } };
    case 'over':
      return { answer: { why: 'over', message: incidentOver(seen) } };
  }
}
