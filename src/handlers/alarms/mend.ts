import type { Incident } from '../../domain/alarm/incident.ts';
import { mendedBefore } from '../../domain/alarm/mended-before.ts';
import { type OfferedRemedy, offeredRemedy } from '../../domain/alarm/offered-remedy.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { placeOf } from '../../domain/guard/place.ts';
import { incidentOver } from '../../views/reply/acknowledged.ts';
import { unknownIncident, whichIncident as whichMessage } from '../../views/reply/alarms.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import {
  deadRemedy,
  fineAlready,
  mendBegunAlready,
  notConfirmed,
  unknownRemedy,
} from '../../views/reply/mend.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type AlarmParts, type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { beginRemedy } from './begin-remedy.ts';
import { type MendWords, mendWordsOf } from './mend-words.ts';
import { OPEN } from './open-limit.ts';
import { ringsNow } from './rings-now.ts';
import { stopCountdownOf } from './stop-countdown.ts';
import { whichIncident } from './which-incident.ts';

/** The verb's own help. */
export const MEND: VerbHelp = {
  name: 'mend',
  summary: 'begin a remedy for an alarm, if it still rings; `stop`: none begins by itself',
  example: 'mend A17 restart',
};

/** Answers the words of a remedy that only reads, as if the person had said them. */
export type AnswerRead = (parts: HandlerParts, command: Command) => Promise<Reply>;

/**
 * Begins a remedy for a person who may do what it does, as of now: what was clicked may stand beside another state, be
 * over, or begun already. One shot for each state of the incident, however often and by whomever it is clicked.
 */
export async function mend(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  tokens: readonly Token[],
  answerRead: AnswerRead,
): Promise<Reply> {
  if (command.noStart) return refused('place', command.noStart);
  const said = mendWordsOf(tokens);
  if (!said) return refused('bad-value', badCommand(`Say which alarm and remedy: \`/ops ${MEND.example}\`.`));
  const which = await whichIncident(alarms, command, said.incident);
  if (which.kind !== 'incident') {
    const open = await alarms.incidents.open(OPEN);
    return which.kind === 'unknown'
      ? refused('unknown-alarm', unknownIncident(which.number, open))
      : refused('unsaid', whichMessage(MEND.name, open));
  }
  const { incident } = which;
  if (said.remedy === 'stop') return stopCountdownOf(parts, alarms, command, incident);
  const remedy = offeredRemedy(incident, said.remedy, parts);
  if (remedy?.kind === 'run') {
    const wish = { permission: remedy.spec.permission, place: placeOf(parts.catalog, remedy.service) };
    const denied = await refusal(parts, command.actor, wish);
    if (denied) return refused(denied.why, denied.message);
  }
  const stale = await whyStale(parts, incident, said, remedy);
  if (stale) return stale;
  if (!remedy) return refused('unknown-remedy', unknownRemedy(incident, said.remedy));
  return remedy.kind === 'read'
    ? answerRead(parts, { ...command, text: remedy.words })
    : beginRemedy(parts, alarms, command, { incident, remedy });
}

/** What the person is told where what they saw isn't so any more; undefined: it is. */
async function whyStale(
  parts: HandlerParts,
  incident: Incident,
  { version, when, remedy: name }: MendWords,
  remedy: OfferedRemedy | undefined,
): Promise<Reply | undefined> {
  // What was begun for this state is said first: by then it may well be over.
  const before =
    version === undefined || version === incident.version ? mendedBefore(incident, name) : undefined;
  if (before) return now(mendBegunAlready(incident, name, before.number));
  // Who says `--anyway` has read how it is, and says so of that very state.
  const isAnyway = when === 'anyway' && version === incident.version;
  if (incident.state === 'closed' && !isAnyway)
    return refused(
      'over',
      remedy?.kind === 'run' ? fineAlready(incident, remedy.proposal) : incidentOver(incident),
    );
  if (version !== undefined && version !== incident.version) return refused('stale', deadRemedy(incident));
  if (remedy?.kind !== 'run' || when === 'anyway') return undefined;
  switch (await ringsNow(parts, incident, remedy.alarm)) {
    case 'rings':
      return undefined;
    case 'over':
      return refused('over', fineAlready(incident, remedy.proposal));
    case 'unread':
      return refused('unconfirmed', notConfirmed(incident, remedy.proposal, 'unread'));
    case 'unsaid':
      return refused('unconfirmed', notConfirmed(incident, remedy.proposal, 'unsaid'));
  }
}
